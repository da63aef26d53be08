"""Hostile rule files, command lines and pages: each works or says what is wrong, in bounded time and memory."""
