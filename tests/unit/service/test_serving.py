import socket
from contextlib import closing

import pytest

pytest.importorskip("uvicorn", reason="the packages of the extra [serve] are not installed")

from neutral_gate.service.serving import _socket
from neutral_gate.service.settings import ServiceSettings


def test_no_part_of_an_answer_waits_for_the_clients_word_that_it_has_the_part_before():
    with closing(_socket(ServiceSettings(host="127.0.0.1", port=0))) as listener:
        listener.listen()
        with socket.create_connection(listener.getsockname()), closing(listener.accept()[0]) as taken:
            assert taken.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY)
