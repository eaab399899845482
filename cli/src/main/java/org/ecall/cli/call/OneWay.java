package org.ecall.cli.call;

import org.ecall.cli.network.Forwarder;
import org.ecall.cli.network.Side;

/**
 * One direction of the call.
 *
 * @param from the side that sends
 * @param counts what it has come to
 * @param referee judges what arrives
 * @param sender seals and sends
 * @param forwarder carries it
 * @param receiver opens it
 */
record OneWay(
    Side from,
    DirectionCounts counts,
    Referee referee,
    Sender sender,
    Forwarder forwarder,
    Receiver receiver) {}
