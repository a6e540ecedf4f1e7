"""The terminal driver: keeps the program running whatever bytes and signals arrive.

Textual's own driver decodes strictly and trusts every sequence: one byte of line noise, or an
old-style mouse report right of column 95, ends the program (Textual issues 6456 and 6668).
"""

import asyncio
import os
import re
import selectors
import signal
import termios
import unicodedata
from codecs import getincrementaldecoder
from collections.abc import Iterator
from contextlib import suppress
from time import monotonic

from textual import constants, events
from textual._xterm_parser import BRACKETED_PASTE_END, BRACKETED_PASTE_START, XTermParser
from textual.drivers.linux_driver import LinuxDriver
from textual.geometry import Size
from textual.message import Message

from tuiplanner.model.text import cleaned
from tuiplanner.ui import messages
from tuiplanner.ui.terminal.opening import OPENING

_AT_ONCE = 4_096  # bytes
_MOMENT = 0.1  # seconds to wait for bytes before deciding that Escape was pressed alone
# Button, column and row are one byte each, not always UTF-8; new terminals send digits.
_OLD_MOUSE = re.compile(rb"\x1b\[M[\x20-\xff]{3}")
_ESCAPE = "\x1b"
_GOES_ON = "[O]P_^X\\"  # characters that follow Escape in a sequence
_LINE_END = re.compile("\r\n?|\n")
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")  # all but tabs and line ends
_SHORTEST_PASTE = 30  # characters
_PASTED_LINE_ENDS = 2  # with text after them
_JOINERS_AND_SPACES = ("Cf", "Zs")


class InputDecoder:
    """A decoder from the bytes of a terminal to keys, pastes and reports.

    Terminals without bracketed paste send a paste as key presses, whose line ends would press Enter
    in a form. Text that arrives at once, as nobody types it, is a paste too. The first bytes are
    not: they may have been typed, line by line, while the program started.
    """

    def __init__(self) -> None:
        self._decode = getincrementaldecoder("utf-8")("replace").decode
        self._parser = XTermParser()
        self._latest = ""  # the latest characters; in a paste, a possible end marker
        self._is_paste = False
        self._escaped: float | None = None  # arrival time of an Escape with no key after it yet
        self._is_first = True
        self._bare = ""  # a paste without brackets, of which more may arrive

    def read(self, data: bytes) -> Iterator[Message]:
        """Yield the messages in the bytes; skip sequences that have no meaning."""
        text = self._decode(_OLD_MOUSE.sub(b"", data))
        is_first, self._is_first = self._is_first, False
        if not is_first and self._is_bare_paste(text):
            self._bare += text
            return
        yield from self.end_paste()
        for message in self._messages(text):
            yield _typed(message) if isinstance(message, events.Key) else message

    def _is_bare_paste(self, text: str) -> bool:
        """Return True if the text is a paste without brackets, or one more part of it."""
        if self._is_paste or self._is_in_sequence() or _CONTROL.search(text):
            return False
        if self._bare:  # A lone character is a key that was pressed after the paste.
            return len(text) > 1
        line_ends = len(_LINE_END.findall(text.rstrip()))
        return len(text) >= _SHORTEST_PASTE and line_ends >= _PASTED_LINE_ENDS

    def _is_in_sequence(self) -> bool:
        """Return True if the rest of an escape sequence, such as of a paste's start, may follow."""
        if self._escaped is not None:
            return True
        _, escape, rest = self._latest.rpartition(_ESCAPE)
        return bool(rest) and BRACKETED_PASTE_START.startswith(escape + rest)

    def end_paste(self) -> Iterator[Message]:
        """Yield the paste without brackets that has arrived, because nothing came for a moment."""
        if self._bare:
            yield events.Paste(_LINE_END.sub("\n", self._bare))
            self._bare = self._latest = ""

    def _messages(self, text: str) -> Iterator[Message]:
        for character in text:
            if self._is_paste:
                certain = self._pasted(character)
            else:
                escaped, self._escaped = self._escaped, None
                certain = self._pressed(character)
                if escaped is not None and character in _GOES_ON:
                    certain = _ESCAPE + certain
                elif escaped is not None:  # Escape, then another key: not Alt.
                    yield events.Key("escape", _ESCAPE)
                if character == _ESCAPE:
                    self._escaped, certain = monotonic(), ""
            try:
                yield from self._parser.feed(certain) if certain else ()
            except (ValueError, ArithmeticError):  # The sequence has an impossible key or size.
                self._parser = XTermParser()

    def wait(self) -> Iterator[Message]:
        """Yield the messages that are certain because no more bytes came."""
        if self._escaped is not None and monotonic() - self._escaped >= constants.ESCAPE_DELAY:
            self._escaped = None
            yield events.Key("escape", _ESCAPE)
        yield from self._parser.tick()

    def _pressed(self, character: str) -> str:
        self._latest = (self._latest + character)[-len(BRACKETED_PASTE_START) :]
        if self._latest == BRACKETED_PASTE_START:
            self._is_paste, self._latest = True, ""
        return "\r" if character == "\n" else character  # Enter was pressed before startup.

    def _pasted(self, character: str) -> str:
        """Return the certain part of a paste; drop any Escape that does not begin the end marker.

        The parser would treat the text after such an Escape as key presses.
        """
        before, self._latest = self._latest, self._latest + character
        if not BRACKETED_PASTE_END.startswith(self._latest):
            self._latest = character if character == _ESCAPE else ""
            return (before + character).replace(_ESCAPE, "")
        if self._latest == BRACKETED_PASTE_END:
            self._is_paste, self._latest = False, ""
            return BRACKETED_PASTE_END
        return ""


class _Written(str):
    """A space or a joiner that is written, although Python does not call it printable."""

    def isprintable(self) -> bool:
        return True


def _typed(key: events.Key) -> events.Key:
    """Return the key so that a field takes a space or a joiner that a paste may contain."""
    character = key.character or ""
    if len(character) != 1 or character.isprintable() or not cleaned(character):
        return key
    is_written = unicodedata.category(character) in _JOINERS_AND_SPACES
    return events.Key(key.key, _Written(character)) if is_written else key


class Driver(LinuxDriver):
    """A version of Textual's driver that no input can stop.

    The event loop handles Ctrl+Z and `kill -TSTP`: a signal handler could run while the painting
    thread holds the lock of the queue that the handler needs.
    """

    _has_stopped = False

    def start_application_mode(self) -> None:
        """Start as Textual does, then replace its signal handlers.

        The modes to go back to are those from before the start. The line that says that the planner
        is opening stays until the first paint.
        """
        before, opening = OPENING.hand_over()
        super().start_application_mode()  # type: ignore[no-untyped-call]
        self.attrs_before = before or self.attrs_before
        if opening:
            self.write(f"\x1b[H{opening}")
        loop = asyncio.get_running_loop()
        for number, handle in (
            (signal.SIGTSTP, self._suspend),
            (signal.SIGCONT, self._resume),
            (signal.SIGWINCH, self._follow_size),
        ):
            loop.add_signal_handler(number, handle)

    def stop_application_mode(self) -> None:
        """Stop as Textual does, but let Ctrl+S stop the output only after the last byte.

        Otherwise `close`, which waits until all is written, could wait forever.
        """
        before = self.attrs_before
        if before is not None:
            self.attrs_before = [before[0] & ~termios.IXON, *before[1:]]
        super().stop_application_mode()
        self.attrs_before = before

    def close(self) -> None:
        """Write the last bytes, then give the terminal back all its own modes."""
        super().close()
        if self.attrs_before is not None:
            with suppress(termios.error):  # The terminal is gone.
                termios.tcsetattr(self.fileno, termios.TCSANOW, self.attrs_before)

    def _follow_size(self) -> None:
        """Report the terminal's size as it is now.

        Textual's handler can interrupt itself between reading a size and reporting it. The older
        size then comes last, and the screen stays laid out for a window that is gone.
        """
        size = Size(*self._get_terminal_size())
        self._app.post_message(events.Resize(size, size))

    def _suspend(self) -> None:
        """Give the terminal back and stop; the rest runs when the shell resumes the program."""
        self._app.post_message(messages.AboutToSuspend())
        self._app.call_later(self._stop)

    def _stop(self) -> None:
        """Stop by the system's default, which does nothing if no shell could resume the program."""
        if self._is_over:
            return
        self.suspend_application_mode()
        self._has_stopped = True
        asyncio.get_running_loop().remove_signal_handler(signal.SIGTSTP)
        os.kill(os.getpid(), signal.SIGTSTP)
        self._start_again()

    def _resume(self) -> None:
        """Take the terminal back after a stop without notice (`kill -STOP`)."""
        if self._has_stopped or self._is_over:  # After our own stop, `_stop` takes it back.
            self._has_stopped = False
            return
        self.suspend_application_mode()
        self._start_again()

    @property
    def _is_over(self) -> bool:
        """True once the program is ending: the terminal is not to be taken back then."""
        return not self._app.is_running

    def _start_again(self) -> None:
        self.resume_application_mode()
        self._app.refresh(layout=True)
        self._app.screen.refresh(layout=True)

    def run_input_thread(self) -> None:
        """Pass on the input until the screen or the terminal is gone."""
        decoder = InputDecoder()
        with selectors.SelectSelector() as selector:
            selector.register(self.fileno, selectors.EVENT_READ)
            while not self.exit_event.is_set():
                if selector.select(_MOMENT):
                    data = self._bytes()
                    if not data:
                        os.kill(os.getpid(), signal.SIGHUP)  # Treat a closed line as a hangup.
                        return
                    self._hand_over(decoder.read(data))
                else:
                    self._hand_over(decoder.end_paste())
                self._hand_over(decoder.wait())

    def _bytes(self) -> bytes:
        """Return the available bytes, or none if the terminal is gone."""
        try:
            return os.read(self.fileno, _AT_ONCE)
        except OSError:
            return b""

    def _hand_over(self, messages: Iterator[Message]) -> None:
        for message in messages:
            self.process_message(message)
