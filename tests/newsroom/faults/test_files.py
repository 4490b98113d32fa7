"""Files on a disk that is full."""

import errno
import tempfile
from pathlib import Path

from django.core.files.base import ContentFile
from django.test import SimpleTestCase

from newsroom.kit.whole_files import WholeFiles
from tests.machine import no_room, the_machine


class CutOff(ContentFile):
    """The disk is full after the first piece."""

    def chunks(self, chunk_size=None):
        yield b"the first piece"
        raise OSError(errno.ENOSPC, "No space left on device")


class WholeFilesTests(SimpleTestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)
        self.storage = WholeFiles(location=folder.name)

    def files(self):
        return [path.name for path in self.folder.rglob("*") if path.is_file()]

    def test_a_file_that_was_cut_off_is_not_there(self):
        with self.assertRaises(OSError):
            self.storage.save("evidence/ab/letter.pdf", CutOff(b""))
        self.assertEqual(self.files(), [])
        self.storage.save("evidence/ab/letter.pdf", ContentFile(b"all of it"))
        self.assertEqual(self.files(), ["letter.pdf"])
        self.assertEqual((self.folder / "evidence/ab/letter.pdf").read_bytes(), b"all of it")

    def test_another_file_never_takes_its_place(self):
        names = [self.storage.save("a.txt", ContentFile(text)) for text in (b"one", b"two")]
        self.assertEqual(names[0], "a.txt")
        self.assertEqual([(self.folder / name).read_bytes() for name in names], [b"one", b"two"])


class RenditionTests(SimpleTestCase):
    def test_a_rendition_that_cannot_be_stored_is_served_all_the_same(self):
        machine = the_machine()
        media = Path(machine.environment["MEDIA_ROOT"])
        sha = next(media.glob("pictures/*/*")).stem
        address = f"/pictures/200/{sha}.webp"
        full = machine.ask(address, address, fault=no_room)
        self.assertEqual(list(media.glob("renditions/**/*.*")), [])
        (made,) = machine.ask(address)
        self.assertEqual([path.stem for path in media.glob("renditions/**/*.*")], [sha])
        self.assertEqual(made[0], 200)
        self.assertEqual(full, [made, made])
