"""What the ledger knows, said to people: items, board, digest, alerts, as documents. Pure.

Meeting, Change, ChannelStatus ──▶ items ──▶ board, digest, alerts ──▶ Answer (document and data)
"""
