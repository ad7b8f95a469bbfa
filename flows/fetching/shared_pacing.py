"""One hand per host across every process of the machine: what a ``Fetcher`` paces by.

Turns are asked for here; ``host_file.py`` is no part of it: the file of one host is
the class below. A host has one file in ``<home>/hosts``, and whoever holds its lock
(flock(2), which the kernel takes back from a killed process) has the turn.
Within the process a ``Pacer`` queues first, so one thread of each process is at the
file, and the pause that it keeps leaves the file to the others meanwhile.

The file is two lines of 64 bytes, each written in one piece::

    ended_at=1710915000.123456
    ready_at=1710915030.000000 said_at=1710915000.000000

(Unix seconds.) The first belongs to the holder of the turn and says ``asking`` while
it lasts. The second is what ``postpone`` left, by whoever holds ``.postponing``: the
host may ask for time while another process has the turn.
"""
