"""The seal of an Office file holds for what we wrote, whatever template it came from, and breaks with every change."""

import hashlib
import io
import struct
import tracemalloc
import zipfile

import docx
import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from word_files import packed, parts

from builder.writers.office import is_untouched, sealed
from builder.writers.word.blank import blank

PROPERTIES = "http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"
VALUES = "http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes"
TYPE = "application/vnd.openxmlformats-officedocument.custom-properties+xml"
RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/custom-properties"
FORMAT = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"


def document(text="a"):
    made = docx.Document(io.BytesIO(blank()))
    made.add_paragraph(text)
    stream = io.BytesIO()
    made.save(stream)
    return stream.getvalue()


PLAIN = document()
SEALED = sealed(PLAIN)


def with_custom(xml, name="docProps/custom.xml"):
    """Return a file that has custom properties of its own, as a template may."""
    contents = parts(PLAIN)
    row = f'<Override PartName="/{name}" ContentType="{TYPE}"/></Types>'
    contents["[Content_Types].xml"] = contents["[Content_Types].xml"].replace(b"</Types>", row.encode())
    relation = f'<Relationship Id="rId77" Type="{RELATION}" Target="{name}"/></Relationships>'
    contents["_rels/.rels"] = contents["_rels/.rels"].replace(b"</Relationships>", relation.encode())
    contents[name] = xml.encode()
    return packed(contents)


#: Custom properties as different programs write them.
OWN = {
    "of an office": f'<Properties xmlns="{PROPERTIES}" xmlns:vt="{VALUES}"><property fmtid="{FORMAT}" pid="2" name="Office"><vt:lpwstr>North</vt:lpwstr></property></Properties>',
    "in lines": f'<?xml version="1.0"?>\n<Properties xmlns="{PROPERTIES}" xmlns:vt="{VALUES}">\n  <property fmtid="{FORMAT}" pid="5" name="Office">\n<vt:i4>3</vt:i4></property>\n</Properties>\n',
    "with prefixes": f'<p:Properties xmlns:p="{PROPERTIES}" xmlns:v="{VALUES}"><p:property fmtid="{FORMAT}" pid="2" name="Office"><v:lpwstr>North</v:lpwstr></p:property></p:Properties>',
    "none, closed": f'<Properties xmlns="{PROPERTIES}"/>',
    "none, open": f'<Properties xmlns="{PROPERTIES}" xmlns:vt="{VALUES}"></Properties>',
    "sealed by us": parts(SEALED)["docProps/custom.xml"].decode(),
}


@pytest.mark.parametrize("own", OWN.values(), ids=OWN)
@pytest.mark.parametrize("name", ["docProps/custom.xml", "docProps/mine.xml"])
def test_a_template_keeps_its_own_properties_and_gets_one_seal(own, name):
    found = sealed(with_custom(own, name))
    assert is_untouched(found)
    custom = parts(found)[name]
    assert custom.count(b"builder-digest") == 1
    assert (b'name="Office"' in custom) == ('name="Office"' in own)
    types = parts(found)["[Content_Types].xml"]
    assert types.count(TYPE.encode()) == 1
    numbers = [word.split('"')[1] for word in custom.decode().split() if word.startswith("pid=")]
    assert len(set(numbers)) == len(numbers)
    docx.Document(io.BytesIO(found))  # it is still a package


@given(st.lists(st.text(max_size=30), max_size=4))
def test_what_is_sealed_is_untouched_and_sealing_again_changes_nothing(texts):
    found = sealed(document(" ".join(text for text in texts if text.isprintable())))
    assert is_untouched(found)
    assert sealed(found) == found


def test_the_same_file_is_sealed_to_the_same_bytes_and_names_no_time():
    assert sealed(document()) == SEALED
    with zipfile.ZipFile(io.BytesIO(SEALED)) as archive:
        assert {info.date_time for info in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert {info.create_system for info in archive.infolist()} == {3}
        assert archive.infolist()[0].filename == "[Content_Types].xml"


NAMES = sorted(parts(SEALED))


@given(st.sampled_from(NAMES), st.integers(min_value=0), st.integers(min_value=1, max_value=255))
def test_a_change_of_any_byte_of_any_part_is_seen(name, place, change):
    contents = parts(SEALED)
    content = bytearray(contents[name])
    content[place % len(content)] ^= change
    contents[name] = bytes(content)
    assert not is_untouched(packed(contents))


@given(st.sampled_from(NAMES))
def test_a_part_that_is_gone_added_or_renamed_is_seen(name):
    contents = parts(SEALED)
    without = {each: content for each, content in contents.items() if each != name}
    assert not is_untouched(packed(without))
    assert not is_untouched(packed({**without, f"{name}x": contents[name]}))
    assert not is_untouched(packed({**contents, f"{name}x": b""}))


@given(st.permutations(NAMES))
def test_packing_the_same_parts_again_is_no_change(names):
    contents = parts(SEALED)
    assert is_untouched(packed({name: contents[name] for name in names}))


def test_saving_in_another_program_is_seen():
    document_ = docx.Document(io.BytesIO(SEALED))
    document_.paragraphs[0].add_run(" and a note of mine")
    stream = io.BytesIO()
    document_.save(stream)
    assert not is_untouched(stream.getvalue())


@given(st.binary(max_size=200))
def test_garbage_is_not_ours(data):
    assert not is_untouched(data)
    assert not is_untouched(b"PK\x03\x04" + data)


@given(st.integers(min_value=0, max_value=len(SEALED) - 1), st.integers(min_value=1, max_value=255))
def test_a_damaged_file_is_no_crash(place, change):
    data = bytearray(SEALED)
    data[place] ^= change
    assert is_untouched(bytes(data)) in (True, False)
    assert not is_untouched(SEALED[:place])


def test_a_file_without_a_seal_or_with_two_is_not_ours():
    assert not is_untouched(PLAIN)
    contents = parts(SEALED)
    custom = contents["docProps/custom.xml"]
    seal = custom[custom.index(b"<property") : custom.index(b"</property>") + 11]
    contents["docProps/custom.xml"] = custom.replace(seal, seal + seal)
    assert not is_untouched(packed(contents))


def test_a_file_that_unpacks_to_a_mountain_is_not_looked_at():
    contents = {**parts(SEALED), "word/media/a.bin": b""}
    stream = io.BytesIO(packed(contents))
    with zipfile.ZipFile(stream, "a", zipfile.ZIP_DEFLATED) as archive, archive.open("word/media/b.bin", "w") as member:
        for _ in range(201):
            member.write(b"\0" * 1_000_000)
    assert not is_untouched(stream.getvalue())


def test_a_part_that_lies_about_its_size_is_not_unpacked():
    contents = {name: content for name, content in parts(SEALED).items() if name != NAMES[0]}
    data = bytearray(packed({**contents, NAMES[0]: b"\0" * 100_000_000}))
    place = data.rindex(b"PK\x01\x02") + 24  # the size in the list at the end, by which zipfile goes
    data[place : place + 4] = struct.pack("<I", 1000)
    tracemalloc.start()
    try:
        assert not is_untouched(bytes(data))
        _, most = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert most < 10_000_000


@pytest.mark.parametrize("packing", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_a_file_that_is_packed_as_no_office_packs_is_not_ours(packing):
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", packing) as archive:
        for name, content in parts(SEALED).items():
            archive.writestr(name, content)
    assert not is_untouched(stream.getvalue())


@pytest.mark.parametrize("method", [1, 9, 97, 0xFFFF])
def test_a_packing_that_nobody_here_knows_is_no_crash(method):
    data = bytearray(SEALED)
    for sign, place in ((b"PK\x01\x02", 10), (b"PK\x03\x04", 8)):
        at = data.index(sign) + place
        data[at : at + 2] = struct.pack("<H", method)
    assert not is_untouched(bytes(data))


def test_a_property_with_a_number_of_thousands_of_digits_is_no_crash():
    contents = parts(SEALED)
    custom = contents["docProps/custom.xml"]
    odd = f'<property fmtid="{FORMAT}" pid="{"9" * 5000}" name="a"/></Properties>'.encode()
    without = custom[: custom.index(b"<property")] + odd
    bare = packed({**contents, "docProps/custom.xml": without})
    digest = _digest_of(bare)
    seal = f'<property fmtid="{FORMAT}" pid="2" name="builder-digest"><v:lpwstr xmlns:v="{VALUES}">{digest}</v:lpwstr></property></Properties>'
    contents["docProps/custom.xml"] = without.replace(b"</Properties>", seal.encode())
    assert not is_untouched(packed(contents))


def _digest_of(data):
    """Return the digest as ARCHITECTURE has it: of all parts by name, the seal left out."""
    contents = parts(data)
    contents["docProps/custom.xml"] = etree.tostring(etree.fromstring(contents["docProps/custom.xml"]), method="c14n")
    digest = hashlib.sha256()
    for name in sorted(contents):
        digest.update(f"{name}\n{len(contents[name])}\n".encode() + contents[name])
    return digest.hexdigest()


def test_a_file_of_ours_may_be_larger_than_what_is_looked_at(monkeypatch):
    monkeypatch.setattr("builder.writers.office._MOST_BYTES", 1_000)
    found = sealed(PLAIN)
    assert found == SEALED
    assert not is_untouched(found), "so that it is never written over"
