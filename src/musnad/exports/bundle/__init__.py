"""Bundles: a whole case in one zip that proves itself, and cases made again of one.

`writing` writes a case as a bundle, `verifying` says whether a bundle is what it was when it was made, `restoring`
makes a case of it. `redacting` is the seam for withholding names. What is in a bundle: docs/exports/bundle.md.
"""

from __future__ import annotations

from musnad.exports.bundle.manifest import Header, Manifest
from musnad.exports.bundle.reading import is_bundle
from musnad.exports.bundle.redacting import Redaction, Withheld
from musnad.exports.bundle.restoring import Restored, restore_bundle
from musnad.exports.bundle.verifying import verify_bundle
from musnad.exports.bundle.writing import write_bundle

__all__ = [
    "Header", "Manifest", "Redaction", "Restored", "Withheld", "is_bundle", "restore_bundle", "verify_bundle",
    "write_bundle",
]  # fmt: skip
