"""What a chat can ask of its subscription: one module an action, all in `table.ACTIONS`."""
