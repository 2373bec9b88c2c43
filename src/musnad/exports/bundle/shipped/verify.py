"""Verify a musnad bundle, zipped or unpacked, with Python 3.8 or later and nothing else: python3 verify.py [BUNDLE]"""

# ruff: noqa
# mypy: ignore-errors
import hashlib, json, os, sys, zipfile


def opened(place):
    if not os.path.isdir(place):
        archive = zipfile.ZipFile(place)
        return archive.namelist(), archive.open
    found = [os.path.relpath(os.path.join(at, name), place) for at, _, names in os.walk(place) for name in names]
    return [path.replace(os.sep, "/") for path in found], lambda path: open(os.path.join(place, *path.split("/")), "rb")


def faults(paths, read, manifest):
    told, there = {file["path"]: file for file in manifest["files"]}, set(paths)
    yield from ((path, "it is missing") for path in sorted({*told, "log.jsonl"} - there))
    yield from ((path, "the manifest does not tell of it") for path in sorted(there - {*told, "manifest.json"}))
    yield from [("the zip file", "some files are in it twice")] * (len(paths) > len(there))
    for path in sorted(there & {*told}, reverse=True):
        try:
            digest, size = hashlib.sha256(), 0
            with read(path) as file:
                for block in iter(lambda: file.read(1 << 20), b""):
                    digest.update(block)
                    size += len(block)
            if (size, digest.hexdigest()) != (told[path]["size"], told[path]["sha256"]):
                yield path, "its bytes are not those that the manifest tells of"
            if path.startswith("originals/") and not path.startswith("originals/" + digest.hexdigest()):
                yield path, "its name is not the SHA-256 of its bytes"
            if path.startswith("annotations/"):
                with read(path) as file, read("texts/" + path[12:-5] + ".txt") as words:
                    article, text = json.load(file), words.read()
                if article["text"].encode() != text or article["sha256"] != hashlib.sha256(text).hexdigest():
                    yield path, "its text, or the SHA-256 of it, is not that of the text"
        except Exception as error:
            yield path, "it cannot be read (%s)" % error
    before, number = "0" * 64, 0
    for number, line in enumerate(read("log.jsonl") if "log.jsonl" in there else (), 1):
        record = json.loads(line)
        link = record.pop("hash")
        body = json.dumps(record, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()
        if (record["n"], record["before"]) != (number, before):
            yield "log.jsonl, line %d" % number, "it does not follow from the line before it"
        if hashlib.sha256(body).hexdigest() != link and not (manifest["redacted"] and record.get("withheld")):
            yield "log.jsonl, line %d" % number, "its hash does not fit what it says"
        before = link
    if (number, before) != (manifest["log"]["lines"], manifest["log"]["last"]):
        yield "log.jsonl", "it does not end with the line that the manifest tells of"


if __name__ == "__main__":
    sys.excepthook = lambda kind, error, _: print("it cannot be verified (%s: %s)" % (kind.__name__, error))
    paths, read = opened((sys.argv[1:] or [os.path.dirname(os.path.abspath(__file__))])[0])
    data, count = read("manifest.json").read(), 0
    for count, fault in enumerate(faults(paths, read, json.loads(data)), 1):
        print("%s: %s" % fault)
    print("%d faults" % count if count else "all is well; SHA-256 of the manifest: " + hashlib.sha256(data).hexdigest())
    sys.exit(count > 0)
