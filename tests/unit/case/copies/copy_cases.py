"""Small cases made by hand: a database in memory with its tables, and paragraphs of ours to make articles of."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from musnad.case.copies import CopyIndex, signature
from musnad.case.schema import migrate

HARBOUR = (
    "أعلنت هيئة الموانئ في مدينة الساحل الشرقي أن أعمال توسعة الرصيف الجنوبي ستبدأ مطلع الشهر المقبل، وأن "
    "المشروع يشمل إنشاء حوض جديد لسفن الصيد ومستودعات مبردة لحفظ الأسماك، بعد أن تأخر تنفيذه عامين بسبب خلاف "
    "بين المقاول والبلدية على كلفة الردم وموعد التسليم النهائي."
)
BUDGET = (
    "وقال مدير الهيئة إن التمويل جاء من قرض محلي يسدد على عشر سنوات، موضحا أن العمال المحليين سيحصلون على نصف "
    "الوظائف المؤقتة على الأقل، وأن لجنة من أصحاب القوارب ستراقب سير العمل كل أسبوع وترفع تقريرها إلى المجلس "
    "البلدي قبل صرف أي دفعة جديدة للشركة المنفذة."
)
PROTEST = (
    "وكان عشرات من الصيادين قد تجمعوا أمام مبنى البلدية قبل أيام احتجاجا على إغلاق المدخل القديم، ورفعوا "
    "لافتات تطالب بفتح ممر بديل لقواربهم الصغيرة، فيما وعد نائب رئيس المجلس بدراسة الطلب خلال أسبوعين وبصرف "
    "تعويض عن الأيام التي تعطل فيها البيع في السوق القريبة."
)
LIBRARY = (
    "افتتحت جمعية القراء في حي النخيل مكتبة صغيرة داخل حافلة قديمة، تحمل أكثر من ألفي كتاب للأطفال وتزور "
    "المدارس البعيدة ثلاث مرات في الأسبوع، وتقول المشرفة على المشروع إن الفكرة ولدت حين تبرع سائق متقاعد "
    "بحافلته بعد أن رفضت شركة النقل شراءها لقدم محركها."
)
ORCHARD = (
    "سجل مزارعو الوادي الأخضر محصولا وفيرا من التفاح هذا الموسم بعد أمطار الربيع المتأخرة، لكنهم اشتكوا من "
    "انخفاض السعر في أسواق الجملة ومن غياب التبريد، وطالب اتحادهم وزارة الزراعة بشراء الفائض وتحويله إلى عصير "
    "في المعمل المتوقف منذ خمسة مواسم عند مدخل البلدة."
)
CHESS = (
    "تأهلت لاعبة الشطرنج الشابة إلى نهائي بطولة الجامعات بعد فوزها على منافستها في مباراة استمرت ست ساعات، "
    "وقال مدربها إن سر تفوقها هو هدوؤها في النقلات الأخيرة، بينما أهدت هي الفوز إلى جدها الذي علمها تحريك "
    "القطع على رقعة من الكرتون في شرفة البيت."
)
PARAGRAPHS = (HARBOUR, BUDGET, PROTEST, LIBRARY, ORCHARD, CHESS)


class SmallCase:
    """A database of a case; `add` puts a document into its tables and into the index of copies."""

    def __init__(self, path: str = ":memory:") -> None:
        self.connection = sqlite3.connect(path, isolation_level=None)
        self.connection.execute("PRAGMA foreign_keys = ON")
        migrate(self.connection, Path(path))
        self.index = CopyIndex(self.connection)

    def insert(
        self, text: str, *, outlet: str | None = None, title: str | None = None, published: str | None = None,
        url: str | None = None, document: int | None = None, added: str = "2026-01-01T00:00:00Z",
        article: int | None = None,
    ) -> int:  # fmt: skip
        """Insert a document and return its number."""
        if article is None:
            (count,) = self.connection.execute("SELECT coalesce(max(id), 0) + 1 FROM article").fetchone()
            article = document or count
            self.connection.execute("INSERT INTO article (id, key) VALUES (?, ?)", (article, f"key {article}"))
        (version,) = self.connection.execute(
            "SELECT count(*) + 1 FROM document WHERE article = ?", (article,)
        ).fetchone()
        row = self.connection.execute(
            "INSERT INTO document (id, article, version, name, title, outlet, url, published, day, text, sha256, "
            "added) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, '', ?)",
            (document, article, version, f"name-{document or article}", title, outlet, url, published,
             published[:10] if published else None, text, added),
        )  # fmt: skip
        assert row.lastrowid is not None
        return row.lastrowid

    def add(self, text: str, **metadata: object) -> int:
        """Insert a document, put it into the index, and return its number."""
        document = self.insert(text, **metadata)  # type: ignore[arg-type]  # tests pass columns by name
        self.index_text(document, text)
        return document

    def index_text(self, document: int, text: str) -> None:
        """Put a document that is in the tables into the index."""
        self.index.add(document, signature(text))

    def edges(self) -> dict[tuple[int, int], str]:
        """Return the kind of every edge."""
        return {(a, b): kind for a, b, kind in self.connection.execute("SELECT a, b, kind FROM copy")}

    def rows(self) -> list[tuple[object, ...]]:
        """Return all that hangs on which documents are in the index."""
        tables = ("copy_text", "copy_run", "copy_standing", "copy")
        return [row for table in tables for row in sorted(self.connection.execute(f"SELECT * FROM {table}"), key=repr)]


def joined(*paragraphs: str) -> str:
    """Return an article of paragraphs."""
    return "\n\n".join(paragraphs)
