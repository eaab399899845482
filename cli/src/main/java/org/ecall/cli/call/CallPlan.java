package org.ecall.cli.call;

import java.nio.file.Path;
import org.ecall.cli.network.Network;
import org.ecall.engine.CipherSuite;
import org.jspecify.annotations.Nullable;

/**
 * What a call is to be like.
 *
 * @param video file to send, or null for the sample
 * @param audio file to send, or null for the sample
 * @param out folder for what is received, or null to keep nothing
 * @param suite of the call
 * @param backend name of the backend, or null to let the engine choose
 * @param rotateSeconds between key rotations, or 0 for none
 * @param paced whether media is sent as fast as it plays
 * @param firstPort first of four UDP ports, or 0 for any
 * @param network what the forwarder does
 */
record CallPlan(
    @Nullable Path video,
    @Nullable Path audio,
    @Nullable Path out,
    CipherSuite suite,
    @Nullable String backend,
    double rotateSeconds,
    boolean paced,
    int firstPort,
    Network network) {}
