"""The gate: a fact that cannot prove itself by its quote and its source is not let in."""

from knowledge.gate.proof import LONGEST_ID, check_base

__all__ = ["LONGEST_ID", "check_base"]
