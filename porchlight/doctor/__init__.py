"""What is in order, what is not, and how to mend it. Stands above the apps; changes nothing."""

from porchlight.doctor.commands import add_commands
from porchlight.doctor.examining import examine
from porchlight.doctor.finding import Finding, FindingState

__all__ = ["Finding", "FindingState", "add_commands", "examine"]
