"""One page of a long list."""

from django.core.paginator import EmptyPage, Paginator

PAGE_SIZE = 25


def page_of(rows, wanted: str, size: int = PAGE_SIZE):
    """Return the page, what was wrong with its number, and the status that says so."""
    pages = Paginator(rows, size)
    if not (wanted.isascii() and wanted.isdigit() and len(wanted) < 10):
        return pages.page(1), ["A page is a whole number. This is the first page."], 400
    try:
        return pages.page(wanted), [], 200
    except EmptyPage:
        last = pages.num_pages
        return pages.page(last), [f"There is no page {int(wanted)}. This is the last page."], 404


def in_order(rows, keys):
    """Load the rows of these primary keys, in their order; those that are gone are left out."""
    keys = [int(key) for key in keys]
    found = rows.in_bulk(keys)
    return [found[key] for key in keys if key in found]


def numbers_of(page):
    """The page numbers to offer: the first, the last, and those around this one."""
    return page.paginator.get_elided_page_range(page.number, on_each_side=2, on_ends=1)
