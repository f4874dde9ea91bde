"""Work that is due: one row a job, claimed by whichever worker gets to it first."""

from __future__ import annotations

from django.db import models


class Job(models.Model):
    """A timed job. `leased_until` is in the future while a worker has it; a worker that dies lets
    the lease run out, and the next one takes it up again."""

    NOT_PERSONAL = "a timed job of the site"

    name = models.CharField(max_length=64, primary_key=True)
    due_at = models.DateTimeField()
    leased_until = models.DateTimeField(null=True)
    last_done_at = models.DateTimeField(null=True)
    failures = models.PositiveIntegerField(default=0)

    def __str__(self) -> str:
        return self.name
