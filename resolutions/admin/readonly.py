"""Rows that the reading of a source owns: looked at here, changed by reading again."""


class LookedAtOnly:
    """No one adds, changes or deletes these by hand."""

    def has_add_permission(self, request, obj=None):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False


class NeverDeleted:
    """Corrected, withdrawn or retired, but not deleted: nothing is erased by a button."""

    def has_delete_permission(self, request, obj=None):
        return False
