"""Pictures stored under the hash of their content, so that a file never changes its picture."""

from django import forms
from django.core.files.base import ContentFile
from django.db import models

from newsroom.kit.images import read_picture


class PictureFormField(forms.ImageField):
    """Refuses what is not a picture, at the field, with the reason."""

    def to_python(self, data):
        upload = super(forms.ImageField, self).to_python(data)
        if upload is not None:
            upload.picture = read_picture(upload)
            upload.seek(0)
        return upload


class PictureField(models.ImageField):
    """An image kept as ``pictures/ab/abcdef….jpg``; what arrives is checked and made safe first.

    Raises ValidationError, from whichever door the file came in, if it is not
    a picture this newsroom can show.
    """

    def __init__(self, *args, **kwargs):
        kwargs.setdefault("upload_to", "pictures")
        super().__init__(*args, **kwargs)

    def pre_save(self, instance, add):
        file = getattr(instance, self.attname)
        if file and not file._committed:
            picture = read_picture(file.file)
            name = f"pictures/{picture.sha256[:2]}/{picture.sha256}.{picture.extension}"
            if not file.storage.exists(name):
                file.storage.save(name, ContentFile(picture.content))
            setattr(instance, self.attname, name)
            file = getattr(instance, self.attname)
            self.update_dimension_fields(instance, force=True)
        return file

    def formfield(self, **kwargs):
        return super().formfield(**{"form_class": PictureFormField, **kwargs})
