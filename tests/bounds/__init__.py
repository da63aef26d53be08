"""Rule files, command lines and pages that are hostile: each works or says what is wrong, in bounded time and memory."""
