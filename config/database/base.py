"""PostgreSQL as Django speaks to it, with an end to waiting where somebody waits for a page."""

import contextlib
from collections.abc import Iterator

import psycopg
from django.db.backends.postgresql import base
from django.db.backends.postgresql.psycopg_any import IsolationLevel

from config.database.silence import KNOCK, Impatient, silence


class DatabaseWrapper(base.DatabaseWrapper):
    """Commands wait as long as it takes; `impatient` is for processes that serve pages."""

    impatient = False

    def get_new_connection(self, conn_params):
        if not self.impatient:
            return super().get_new_connection(conn_params)
        self.isolation_level = IsolationLevel.READ_COMMITTED
        silence.pass_by()
        try:
            connection = Impatient.connect(**conn_params)
        except psycopg.errors.ConnectionTimeout:
            silence.unheard()
            raise
        except psycopg.Error:
            silence.heard()
            raise
        silence.heard()
        silence.keep(connection, conn_params)
        return connection

    def close_if_health_check_failed(self):
        if self.impatient and self.connection is not None and not self.health_check_done:
            silence.pass_by()
        super().close_if_health_check_failed()

    def is_usable(self):
        if not isinstance(self.connection, Impatient):
            return super().is_usable()
        with self._knocking():
            usable = super().is_usable()
        if usable or not self.connection.timed_out:
            silence.heard()
        return usable

    @contextlib.contextmanager
    def _knocking(self) -> Iterator[None]:
        self.connection.patience = KNOCK
        try:
            yield
        finally:
            self.connection.patience = Impatient.patience
