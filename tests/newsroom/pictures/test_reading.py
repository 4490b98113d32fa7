import hashlib
import io
import struct
import tempfile
import warnings
import zlib

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import SimpleTestCase
from hypothesis import given
from hypothesis import strategies as st
from PIL import ExifTags, Image, ImageCms, PngImagePlugin

from newsroom.pictures.reading import LARGEST_BYTES, read_picture, rendition

SECRET = b"52.2297 21.0122 Nikon <script>alert(1)</script>"
FORMATS = ("JPEG", "PNG", "WEBP", "AVIF")


def flag(mode="RGB"):
    """Three wide and two high, red above and blue below, large enough to survive a JPEG."""
    image = Image.new("RGB", (96, 64), "red")
    image.paste("blue", (0, 32, 96, 64))
    return image.convert(mode)


def file_of(image, format, **more):
    written = io.BytesIO()
    image.save(written, format, **more)
    return written.getvalue()


def opened(content):
    image = Image.open(io.BytesIO(content))
    image.load()
    return image


def exif(turn=1):
    facts = Image.Exif()
    facts[ExifTags.Base.Orientation] = turn
    facts[ExifTags.Base.Model] = SECRET.decode()
    facts.get_ifd(ExifTags.IFD.GPSInfo)[ExifTags.GPS.GPSLatitudeRef] = "N"
    return facts


def segment(marker, data):
    """A part of a JPEG (ITU T.81, B.1.1.4)."""
    return struct.pack(">BBH", 0xFF, marker, len(data) + 2) + data


def behind_the_header(jpeg, *segments):
    """A JPEG of ours with more segments behind its JFIF header, which is 20 bytes with the SOI."""
    return jpeg[:20] + b"".join(segments) + jpeg[20:]


def photoshop(number, data):
    """A resource as Photoshop writes it: 1028 is IPTC, 1036 a thumbnail."""
    told = b"8BIM" + struct.pack(">HHI", number, 0, len(data)) + data + b"\0" * (len(data) % 2)
    return segment(0xED, b"Photoshop 3.0\0" + told)


def secretive(format):
    """A picture that says where it was taken, in every way its format has."""
    if format == "PNG":
        text = PngImagePlugin.PngInfo()
        text.add_text("Comment", SECRET.decode())
        text.add_itxt("XML:com.adobe.xmp", SECRET.decode())
        return file_of(flag(), format, exif=exif(), pnginfo=text)
    if format == "JPEG":
        # A place in IPTC (IIM 4, 2:90), and what goes on in a second segment of XMP.
        iptc = b"\x1c\x02\x5a" + struct.pack(">H", len(SECRET)) + SECRET
        more_xmp = segment(0xE1, b"http://ns.adobe.com/xmp/extension/\0" + SECRET)
        content = file_of(flag(), format, exif=exif(), comment=SECRET, xmp=SECRET)
        return behind_the_header(content, photoshop(1028, iptc), more_xmp)
    return file_of(flag(), format, exif=exif(), xmp=SECRET)


def huge_png(width, height):
    """A PNG of a few bytes that says it is huge."""

    def chunk(name, data):
        return (
            struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
        )

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    body = chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(b"")) + chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + body


def near(test, image, place, colour):
    pixel = image.convert("RGB").getpixel(place)
    test.assertLess(max(abs(a - b) for a, b in zip(pixel, colour, strict=True)), 24, pixel)


class ReadPictureTests(SimpleTestCase):
    def setUp(self):
        # Pillow tells its own log about damage; here it is on purpose.
        self.enterContext(warnings.catch_warnings(action="ignore"))

    def refusal(self, file):
        with self.assertRaises(ValidationError) as refused:
            read_picture(file)
        return refused.exception.messages

    def test_a_picture_that_carries_nothing_else_is_kept_byte_for_byte(self):
        for format, extension in zip(FORMATS, ("jpg", "png", "webp", "avif"), strict=True):
            with self.subTest(format):
                content = file_of(flag(), format)
                picture = read_picture(content)
                self.assertEqual(picture.content, content)
                self.assertEqual(picture.sha256, hashlib.sha256(content).hexdigest())
                self.assertEqual((picture.width, picture.height), (96, 64))
                self.assertEqual(picture.extension, extension)
                self.assertEqual(picture.media_type, f"image/{format.lower()}")

    def test_the_content_decides_and_not_the_name(self):
        upload = SimpleUploadedFile("photo.pdf", file_of(flag(), "PNG"), "application/pdf")
        self.assertEqual(read_picture(upload).extension, "png")

    def test_place_camera_and_comments_are_gone(self):
        for format in FORMATS:
            with self.subTest(format):
                content = secretive(format)
                self.assertIn(SECRET, content)
                picture = read_picture(content)
                self.assertNotIn(SECRET, picture.content)
                self.assertNotIn(b"Exif", picture.content)
                self.assertEqual(dict(opened(picture.content).getexif()), {})

    def test_no_thumbnail_of_what_was_cut_off_is_kept(self):
        jpeg = file_of(flag(), "JPEG")
        pixels = SECRET * 3
        in_header = segment(0xE0, jpeg[6:18] + struct.pack(">BB", len(SECRET), 1) + pixels)
        for name, content in {
            "JFIF": jpeg[:2] + in_header + jpeg[20:],
            "JFXX": behind_the_header(jpeg, segment(0xE0, b"JFXX\0\x10" + SECRET)),
            "Exif": behind_the_header(jpeg, segment(0xE1, b"Exif\0\0MM\0*\0\0\0\x08" + SECRET)),
            "Photoshop": behind_the_header(jpeg, photoshop(1036, SECRET)),
            "Adobe": behind_the_header(jpeg, segment(0xEE, b"Adobe\0d\0\0\0\0\1" + SECRET)),
        }.items():
            with self.subTest(name):
                self.assertIn(SECRET, content)
                kept = read_picture(content).content
                self.assertNotIn(SECRET, kept)
                near(self, opened(kept), (10, 10), (254, 0, 0))

    def test_cutting_leaves_every_pixel_as_it_was(self):
        for format in ("JPEG", "PNG", "WEBP"):
            with self.subTest(format):
                content = secretive(format)
                kept = read_picture(content).content
                self.assertEqual(opened(kept).tobytes(), opened(content).tobytes())

    def test_nothing_is_kept_behind_the_end(self):
        for format in FORMATS:
            with self.subTest(format):
                kept = read_picture(file_of(flag(), format) + b"PK\x03\x04" + SECRET).content
                self.assertNotIn(SECRET, kept)
                near(self, opened(kept), (10, 10), (254, 0, 0))

    def test_a_picture_is_turned_upright(self):
        for format in FORMATS:
            with self.subTest(format):
                picture = read_picture(file_of(flag(), format, exif=exif(turn=6), quality=95))
                self.assertEqual((picture.width, picture.height), (64, 96))
                image = opened(picture.content)
                near(self, image, (60, 48), (254, 0, 0))
                near(self, image, (4, 48), (0, 0, 254))

    def test_a_kept_picture_read_again_is_the_same(self):
        originals = [secretive(format) for format in FORMATS]
        originals += [file_of(flag(), format, exif=exif(turn=8)) for format in FORMATS]
        originals += [file_of(flag(), format) + SECRET for format in FORMATS]
        originals += [file_of(flag("P"), "GIF"), file_of(flag("CMYK"), "JPEG")]
        originals += [file_of(flag("L"), "JPEG", progressive=True), file_of(flag("1"), "PNG")]
        for content in originals:
            picture = read_picture(content)
            self.assertEqual(read_picture(picture.content), picture)

    def test_of_moving_pictures_the_first_frame_is_kept(self):
        frames = {"save_all": True, "append_images": [Image.new("RGB", (96, 64), "green")]}
        for format in ("GIF", "WEBP", "PNG", "AVIF"):
            with self.subTest(format):
                picture = read_picture(file_of(flag(), format, **frames))
                image = opened(picture.content)
                self.assertEqual(getattr(image, "n_frames", 1), 1)
                self.assertEqual(picture.extension, "png" if format == "GIF" else format.lower())
                near(self, image, (10, 10), (254, 0, 0))

    def test_a_second_picture_in_a_jpeg_is_cut_off(self):
        second = Image.new("RGB", (96, 64), "green")
        content = file_of(flag(), "MPO", save_all=True, append_images=[second])
        self.assertEqual(Image.open(io.BytesIO(content)).format, "MPO")
        picture = read_picture(content)
        self.assertEqual(Image.open(io.BytesIO(picture.content)).format, "JPEG")
        self.assertLess(len(picture.content), len(content))
        self.assertEqual(picture.extension, "jpg")

    def test_the_clear_parts_of_a_gif_stay_clear(self):
        image = Image.new("P", (8, 8), 0)
        image.putpalette([255, 0, 0, 0, 0, 255])
        image.paste(1, (0, 0, 4, 8))
        kept = opened(read_picture(file_of(image, "GIF", transparency=1)).content)
        self.assertEqual(kept.convert("RGBA").getpixel((0, 0))[3], 0)
        self.assertEqual(kept.convert("RGBA").getpixel((7, 7)), (255, 0, 0, 255))

    def test_more_than_a_megabyte_of_packed_texts_does_not_cost_the_picture(self):
        content, packed = file_of(flag(), "PNG"), zlib.compress(b"x" * 3_000_000)
        for name, data in (
            (b"iTXt", b"XML:com.adobe.xmp\0\1\0\0\0" + packed),
            (b"zTXt", b"Comment\0\0" + packed),
        ):
            chunk = struct.pack(">I", len(data)) + name + data
            chunk += struct.pack(">I", zlib.crc32(name + data))
            for at in (33, len(content) - 12):
                with self.subTest(name, at=at):
                    picture = read_picture(content[:at] + chunk + content[at:])
                    self.assertEqual(picture.content, read_picture(content).content)

    def test_a_damaged_exif_does_not_cost_the_picture(self):
        content = file_of(flag(), "JPEG", exif=b"Exif\0\0MM\0*\xff\xff\xff\xff junk")
        self.assertEqual(read_picture(content).width, 96)

    def test_what_is_no_picture_is_refused(self):
        for name, content in {
            "nothing": b"",
            "text": b"hello",
            "svg": b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>',
            "eps": file_of(flag(), "EPS"),
            "pdf": file_of(flag(), "PDF"),
            "tiff": file_of(flag(), "TIFF"),
            "bmp": file_of(flag(), "BMP"),
            "html before a picture": b"<html>" + file_of(flag(), "PNG"),
        }.items():
            with self.subTest(name):
                self.assertEqual(
                    self.refusal(content),
                    ["This file is not a picture. Use JPEG, PNG, WebP, AVIF or GIF."],
                )

    def test_a_picture_that_ends_in_the_middle_is_refused(self):
        noise = Image.effect_noise((200, 200), 90)
        for format in FORMATS:
            content = file_of(noise, format)
            for part in (2, 3):
                with self.subTest(format, part=part):
                    self.assertTrue(self.refusal(content[: len(content) // part])[0].endswith("."))

    def test_too_many_pixels_are_refused_before_they_are_decoded(self):
        too_many = (
            "The picture has too many pixels: at most 40 million, and 16,000 on a side. "
            "Save it smaller and try again."
        )
        for size in ((13_000, 13_000), (40_000, 40_000), (6_400, 6_400), (16_001, 10)):
            with self.subTest(size=size):
                self.assertEqual(self.refusal(huge_png(*size)), [too_many])

    def test_too_many_bytes_are_refused(self):
        self.assertEqual(
            self.refusal(io.BytesIO(file_of(flag(), "PNG") + b"\0" * LARGEST_BYTES)),
            ["The picture is larger than 25 MB. Save it smaller and try again."],
        )

    @given(st.sampled_from(FORMATS), st.integers(0, 5000), st.binary(min_size=1, max_size=6))
    def test_damage_is_refused_in_words_or_read_to_a_clean_picture(self, format, place, bytes_):
        content = bytearray(secretive(format))
        place %= len(content)
        content[place : place + len(bytes_)] = bytes_
        try:
            picture = read_picture(bytes(content))
        except ValidationError:
            return
        self.assertEqual(read_picture(picture.content), picture)
        self.assertNotIn(SECRET, picture.content)


DRAWN = ("AVIF", "WEBP", "JPEG")


class RenditionTests(SimpleTestCase):
    def test_every_format_is_drawn_at_the_width_asked_for(self):
        for format in DRAWN:
            with self.subTest(format):
                image = opened(rendition(file_of(flag(), "PNG"), 48, format))
                self.assertEqual((image.format, image.size), (format, (48, 32)))
                near(self, image, (24, 4), (254, 0, 0))
                near(self, image, (24, 28), (0, 0, 254))

    def test_a_picture_is_never_drawn_larger_than_it_is(self):
        self.assertEqual(opened(rendition(file_of(flag(), "PNG"), 500, "JPEG")).size, (96, 64))

    @given(*[st.integers(1, 1500)] * 3, st.sampled_from([1, 3, 6, 8]))
    def test_a_rendition_is_exactly_as_wide_as_it_should_be(self, wide, high, width, turn):
        content = file_of(Image.new("L", (wide, high)), "JPEG", exif=exif(turn=turn))
        upright = high if turn in (6, 8) else wide
        drawn = Image.open(io.BytesIO(rendition(content, width, "JPEG")))
        self.assertEqual(drawn.width, min(width, upright))

    def test_a_picture_on_its_side_is_drawn_upright(self):
        for format in ("JPEG", "PNG"):
            image = opened(rendition(file_of(flag(), format, exif=exif(turn=6)), 32, "JPEG"))
            self.assertEqual(image.size, (32, 48))
            near(self, image, (29, 24), (254, 0, 0))

    def test_nothing_but_the_picture_is_served(self):
        for source in FORMATS:
            for format in DRAWN:
                with self.subTest(source=source, format=format):
                    drawn = rendition(secretive(source), 48, format)
                    self.assertNotIn(SECRET, drawn)
                    self.assertEqual(dict(opened(drawn).getexif()), {})
                    self.assertIsNone(opened(drawn).info.get("icc_profile"))

    def test_colours_of_another_profile_are_served_as_srgb(self):
        lab = ImageCms.ImageCmsProfile(ImageCms.createProfile("LAB")).tobytes()
        srgb = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
        for profile in (srgb, lab, b"no profile at all"):
            for mode in ("RGB", "RGBA"):
                content = file_of(flag(mode), "PNG", icc_profile=profile)
                near(self, opened(rendition(content, 48, "JPEG")), (24, 4), (254, 0, 0))

    def test_clear_parts_stay_clear_and_are_white_in_jpeg(self):
        content = file_of(Image.new("RGBA", (64, 64), (0, 0, 0, 0)), "PNG")
        near(self, opened(rendition(content, 32, "JPEG")), (9, 9), (255, 255, 255))
        for format in ("WEBP", "AVIF"):
            self.assertEqual(opened(rendition(content, 32, format)).getpixel((9, 9))[3], 0)

    def test_every_kind_of_pixel_is_drawn(self):
        for mode, format in (
            ("1", "PNG"),
            ("L", "JPEG"),
            ("LA", "PNG"),
            ("P", "PNG"),
            ("I;16", "PNG"),
            ("CMYK", "JPEG"),
            ("RGBA", "WEBP"),
        ):
            with self.subTest(mode):
                grey16 = Image.new("I;16", (64, 64), 65535)
                white = Image.new("RGB", (64, 64), "white")
                image = grey16 if mode == "I;16" else white.convert(mode)
                for drawn in DRAWN:
                    picture = opened(rendition(file_of(image, format), 32, drawn))
                    self.assertEqual(picture.size, (32, 32))
                    near(self, picture, (9, 9), (255, 255, 255))

    def test_grey_of_sixteen_bits_keeps_its_shade_beside_a_clear_value(self):
        grey = Image.new("I;16", (64, 64), 30_000)
        grey.paste(0, (0, 0, 32, 64))
        content = file_of(grey, "PNG", transparency=0)
        near(self, opened(rendition(content, 64, "JPEG")), (60, 9), (117, 117, 117))
        near(self, opened(rendition(content, 64, "JPEG")), (9, 9), (255, 255, 255))
        self.assertEqual(opened(rendition(content, 64, "WEBP")).getpixel((9, 9))[3], 0)

    def test_a_path_an_open_file_and_bytes_are_drawn_alike(self):
        content = file_of(flag(), "PNG")
        with tempfile.NamedTemporaryFile(suffix=".png") as file:
            file.write(content)
            file.flush()
            drawn = [rendition(source, 48, "WEBP") for source in (file.name, file, content)]
        self.assertEqual(drawn, [drawn[0]] * 3)

    def test_a_bomb_is_refused_here_too(self):
        self.enterContext(warnings.catch_warnings(action="ignore"))
        with self.assertRaises(ValidationError):
            rendition(huge_png(13_000, 13_000), 48, "JPEG")
