package org.ecall.cli.soak;

import java.time.Duration;
import java.util.List;
import org.ecall.cli.network.Network;

/**
 * What a soak is to be like.
 *
 * @param duration how long frames are sent
 * @param streams how many there are in all
 * @param threads that seal; each has a line of its own to the other end
 * @param backends names of backends that rooms take in turn; empty to let the engine choose
 * @param rate frames a second and stream, or 0 for as many as the machine can
 * @param network what the forwarders do
 */
record SoakPlan(
    Duration duration,
    int streams,
    int threads,
    List<String> backends,
    double rate,
    Network network) {}
