"""Reads what sayso writes with readers that are not sayso's: json, csv, a parser of brat and, where it is there, pyarrow.

python3 tests/round_trip.py SAYSO FOLDER ("parquet" | "") ARTICLES.jsonl…
"""

import csv
import glob
import io
import json
import os
import re
import subprocess
import sys
import unicodedata

sayso, folder, parquet, *paths = sys.argv[1:]


def run(*args):
    return subprocess.run([sayso, "extract", *args, *paths], stdout=subprocess.PIPE, check=True).stdout.decode()


def same(what, one, other):
    if one != other:
        sys.exit(f"{what}:\n{one!r}\n{other!r}")


articles = [json.loads(line) for path in paths for line in open(path, encoding="utf-8")]
texts = {article["id"]: article["text"] for article in articles}
jsonl = run("--to", "jsonl", "--with-context", "1")
records = [json.loads(line) for line in jsonl.split("\n") if line]
assert len(records) > 5, len(records)


def piece(record, field):
    return " ".join(texts[record["doc_id"]][span["start"]:span["end"]] for span in field["spans"])


# Offsets are those of Python's strings.
for record in records:
    fields = [record[name] for name in ("content", "speaker", "cue", "addressee", "setting", "prompt", "context")]
    for field in fields + record["via"]:
        if field:
            same("text at its spans", field["text"], piece(record, field))

same("json", json.loads(run("--to", "json", "--with-context", "1")), records)


def flat(record):
    """A record as the flat form is documented."""
    row = {}
    for name, value in record.items():
        if name in ("content", "speaker", "cue", "addressee", "setting", "prompt", "context"):
            parts = {
                "speaker": ["text", "spans", "name", "mention", "kind", "role", "affiliation", "entity", "id"],
                "cue": ["text", "spans", "lemma", "act", "negated"],
                "addressee": ["text", "spans", "name"],
            }.get(name, ["text", "spans"])
            for part in parts:
                row[f"{name}.{part}"] = cell(part, (value or {}).get(part))
        else:
            row[name] = cell(name, value)
    return row


def cell(name, value):
    if value is None:
        return ""
    if name == "spans":
        return " ".join(f"{span['start']}-{span['end']}" for span in value)
    if name == "via":
        return "; ".join(via["text"] for via in value)
    if name == "doc":
        return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    if isinstance(value, bool):
        return str(value).lower()
    return str(value)


for name, delimiter in (("csv", ","), ("tsv", "\t")):
    table = io.StringIO(run("--to", name, "--with-context", "1"), newline="")
    rows = list(csv.DictReader(table, delimiter=delimiter, strict=True))
    same(name, rows, [flat(record) for record in records])

# Web annotations: the quote stands at the position, and prefix and suffix around it.
annotations = json.loads(run("--to", "web-annotation"))
for annotation, record in zip(annotations, records, strict=True):
    text = texts[record["doc_id"]]
    same("targets", len(annotation["target"]), len(record["content"]["spans"]))
    for target in annotation["target"]:
        position, quote = target["selector"]
        start, end = position["start"], position["end"]
        same("quote", quote["exact"], text[start:end])
        same("prefix", quote["prefix"], text[max(0, start - 32):start])
        same("suffix", quote["suffix"], text[end:end + 32])

claims = json.loads(run("--to", "schema-org"))
for claim, record in zip(claims, records, strict=True):
    same("claim", claim["text"], record["content"]["text"])
    same("a quotation", claim["@type"] == ["Claim", "Quotation"], record["type"] == "direct")
for name in ("web-annotation", "schema-org"):
    assert not set("<>&") & set(run("--to", name)), "a page's script could end there"



def visible(text):
    """A text without white space, and without control and format characters, which are no part of a token."""
    return "".join(c for c in text if not c.isspace() and unicodedata.category(c) not in ("Cc", "Cf"))


# Token labels: the tokens under a record's labels are its content.
labels, document, number = {}, None, 0
for line in run("--to", "conll").split("\n"):
    if line.startswith("# newdoc"):
        document, number = number, number + 1
    elif line and not line.startswith("#"):
        _, form, start, end, content, _, _ = line.split("\t")
        same("token", visible(form), visible(articles[document]["text"][int(start):int(end)]))
        for label in content.split("|"):
            if label != "_":
                labels.setdefault((articles[document]["id"], int(label[2:])), []).append(form)
by_document = {}
for record in records:
    by_document.setdefault(record["doc_id"], []).append(record)
for name, found in by_document.items():
    for number, record in enumerate(found, 1):
        same("labels", visible("".join(labels[name, number])), visible(record["content"]["text"]))


def brat(path):
    """The annotations of a file as brat reads them: kind, and the text of each of its fragments."""
    text = open(path[:-3] + "txt", encoding="utf-8", newline="").read()
    known, relations = {}, []
    for line in open(path, encoding="utf-8", newline="\n").read().split("\n")[:-1]:
        name, what, *rest = line.split("\t", 2)
        if name[0] == "T":
            kind, place = what.split(" ", 1)
            fragments = [tuple(map(int, fragment.split())) for fragment in place.split(";")]
            pieces = [text[start:end] for start, end in fragments]
            assert all(piece and piece.splitlines() == [piece] for piece in pieces), pieces
            same("brat text", " ".join(pieces), rest[0])
            assert name not in known, name
            known[name] = kind, " ".join(pieces)
        elif name[0] == "R":
            relation = re.fullmatch(r"(\w+) Arg1:(T\d+) Arg2:(T\d+)", what)
            relations.append((relation[1], known[relation[2]], known[relation[3]]))
        else:
            note = re.fullmatch(r"AnnotatorNotes (T\d+)", what)
            assert name[0] == "#" and note[1] in known, line
    return text, known, relations


run("--to", "brat", "--output-dir", os.path.join(folder, "brat"))
files = sorted(glob.glob(os.path.join(folder, "brat", "*", "*.ann")))
same("pairs", len(files), len(articles))
for path, article in zip(files, articles):
    text, known, relations = brat(path)
    same("brat document", text, article["text"])
    found = by_document.get(article["id"], [])
    kinds = [kind for kind, _ in known.values() if kind in ("Direct", "Mixed", "Indirect")]
    same("brat quotations", kinds, [record["type"].capitalize() for record in found])
    spoken = [record for record in found if record["speaker"] and record["speaker"]["text"]]
    same("brat speakers", sum(relation[0] == "SaidBy" for relation in relations), len(spoken))
print(f"read back: {len(records)} records in json, csv, tsv, JSON-LD, CoNLL-U Plus and brat")

if not parquet:
    print("SKIPPED: Parquet, which this sayso was built without")
    sys.exit()
try:
    import pyarrow.parquet
except ImportError:
    print("SKIPPED: Parquet, for pyarrow is not there")
    sys.exit()
path = os.path.join(folder, "records.parquet")
run("-o", path, "--with-context", "1")
table = pyarrow.parquet.read_table(path)
rows = table.to_pylist()
for row in rows:
    row["doc"] = json.loads(row["doc"])
same("parquet", rows, records)
same("offsets", str(table.schema.field("content").type.field("spans").type.value_type.field("start").type), "int64")
# A table of articles, written by another program, is read as the same articles in JSON Lines are.
path = os.path.join(folder, "articles.parquet")
columns = sorted({name for article in articles for name in article})
pyarrow.parquet.write_table(pyarrow.table({name: [article.get(name) for article in articles] for name in columns}), path)
paths = [path]
again = [json.loads(line) for line in run("--with-context", "1").split("\n") if line]
same("articles from parquet", again, records)
# The text may lie deeper, and the id be called something else.
path = os.path.join(folder, "deep.parquet")
bodies = [{"body": article["text"], "words": 7} for article in articles]
pyarrow.parquet.write_table(pyarrow.table({"article": bodies, "key": [article["id"] for article in articles]}), path)
paths = [path]
deep = run("--text-field", "article.body", "--id-field", "key", "--fields", "id")
same("articles from within a column", [json.loads(line)["id"] for line in deep.split("\n") if line], [record["id"] for record in records])
try:
    import duckdb

    query = "SELECT doc_id, speaker.name, content.spans[1].start FROM read_parquet(?)"
    seen = duckdb.execute(query, [os.path.join(folder, "records.parquet")]).fetchall()
    names = [(record["speaker"] or {}).get("name") for record in records]
    same("duckdb", seen, [(record["doc_id"], name, record["content"]["spans"][0]["start"]) for record, name in zip(records, names)])
    print("read back: Parquet by DuckDB")
except ImportError:
    print("SKIPPED: Parquet by DuckDB, which is not there")
print(f"read back: {len(rows)} records in Parquet, and {len(articles)} articles from it")
