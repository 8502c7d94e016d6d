"""Questions and calls for help: found, grouped when nearly the same, linked to what answers them in the chat."""
