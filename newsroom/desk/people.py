"""Users and groups at the desk: nobody gives what they do not have, and the ledger tells."""

# Registers pages with the secrets of everybody’s factors, which the desk shows to nobody.
from allauth.account.admin import EmailAddress
from allauth.mfa.admin import Authenticator
from django.contrib import admin

# Registers its own pages of users and groups, which ours replace.
from django.contrib.auth.admin import GroupAdmin as StockGroupAdmin
from django.contrib.auth.admin import UserAdmin as StockUserAdmin
from django.contrib.auth.models import Group, User
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from newsroom.audit import ledger
from newsroom.desk.asking import AskedOnlyWhatItShows
from newsroom.desk.at_once import OneAfterTheOther
from newsroom.desk.navigation import InARoom
from newsroom.desk.once_more import ShownOnceMore
from newsroom.desk.titles import Titled
from newsroom.kit.text import refuse_invisible, refuse_unprintable
from newsroom.signin import powers, sessions
from newsroom.signin.desk.keeping import KeepsOut
from newsroom.signin.desk.letting_in import InvitationForm, LetsIn

admin.site.unregister([User, Group, Authenticator, EmailAddress])


class Recorded:
    """Puts every change of somebody's powers into the ledger, in the transaction of the change."""

    def save_model(self, request, subject, form, change):
        form.powers_before = self.facts(self.model.objects.get(pk=subject.pk)) if change else {}
        super().save_model(request, subject, form, change)

    def save_related(self, request, form, formsets, change):
        super().save_related(request, form, formsets, change)
        before, after = form.powers_before, self.facts(form.instance)
        if before != after:
            ledger.record(request.user, "change powers", form.instance, before=before, after=after)
        # An address or a name decides who gets in; what it is now is no word for the record.
        columns = [name for name in ("username", "email") if name in form.changed_data]
        if change and columns:
            ledger.record(request.user, "change account", form.instance, columns=columns)


@admin.register(User)
class UserAdmin(
    InARoom,
    Titled,
    LetsIn,
    KeepsOut,
    AskedOnlyWhatItShows,
    ShownOnceMore,
    OneAfterTheOther,
    Recorded,
    StockUserAdmin,
):
    """Accounts are switched off rather than deleted: what they did stays theirs."""

    add_form = InvitationForm
    add_form_template = None
    add_fieldsets = [
        (None, {"fields": ["username", "first_name", "last_name", "email", "groups"]}),
    ]
    list_display = ["username", "first_name", "last_name", "is_active", "is_staff", "last_login"]
    list_filter = ["is_active", "is_staff", "groups"]
    date_hierarchy = "date_joined"
    filter_horizontal = ["groups", "user_permissions"]

    def get_fieldsets(self, request, obj=None):
        if obj is None:
            return self.add_fieldsets
        access = ["is_active", "is_staff", "groups", "is_superuser"]
        if request.user.is_superuser:
            access.append("user_permissions")
        return [
            (None, {"fields": ["username", "password_set"]}),
            (_("Person"), {"fields": ["first_name", "last_name", "email"]}),
            (_("Access"), {"fields": access}),
            (_("Dates"), {"fields": ["last_login", "date_joined"]}),
        ]

    def get_readonly_fields(self, request, obj=None):
        if obj is None:
            return []
        given_by_superusers = [] if request.user.is_superuser else ["is_superuser"]
        return ["password_set", "last_login", "date_joined", *given_by_superusers]

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        """Names are printed beside everything that somebody does: none turns a line around."""
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if db_field.name in ("first_name", "last_name"):
            field.validators = [*field.validators, refuse_unprintable, refuse_invisible]
        return field

    def formfield_for_manytomany(self, db_field, request, **kwargs):
        field = super().formfield_for_manytomany(db_field, request, **kwargs)
        if db_field.name == "groups":
            field.queryset = powers.roles_to_give(request.user).order_by("name")
        return field

    def has_change_permission(self, request, obj=None):
        allowed = super().has_change_permission(request, obj)
        return allowed and (obj is None or powers.may_change(request.user, obj))

    def has_delete_permission(self, request, obj=None):
        return False

    def save_related(self, request, form, formsets, change):
        super().save_related(request, form, formsets, change)
        powers.refuse_beyond(request.user, form.instance)

    def save_model(self, request, user, form, change):
        super().save_model(request, user, form, change)
        if change and not (user.is_active and user.is_staff):
            sessions.end(user)

    facts = staticmethod(powers.facts)


@admin.register(Group)
class GroupAdmin(
    InARoom,
    Titled,
    AskedOnlyWhatItShows,
    ShownOnceMore,
    OneAfterTheOther,
    Recorded,
    StockGroupAdmin,
):
    """What a role may do is for superusers to say: anybody else could promote themself."""

    def has_add_permission(self, request):
        return request.user.is_superuser

    def has_change_permission(self, request, obj=None):
        return request.user.is_superuser

    def has_delete_permission(self, request, obj=None):
        return request.user.is_superuser

    @transaction.atomic
    def delete_model(self, request, group):
        ledger.record(request.user, "delete", group, before=self.facts(group))
        super().delete_model(request, group)

    def delete_queryset(self, request, queryset):
        for group in queryset:
            self.delete_model(request, group)

    @staticmethod
    def facts(group):
        return {"name": group.name, "permissions": powers.names(group.permissions)}
