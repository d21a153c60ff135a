"""Questions to the ledger and their answers, the same words on every platform. Pure.

line ──▶ command, or grammar ──▶ question ──▶ queries to the ledger ──▶ Answer (document and data)
"""
