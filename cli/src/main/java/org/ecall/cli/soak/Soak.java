package org.ecall.cli.soak;

/**
 * What all threads of a soak share.
 *
 * @param streams how many there are
 */
record Soak(
    int streams,
    SoakMedia media,
    Rooms rooms,
    Stragglers stragglers,
    Tally tally,
    Violations violations,
    Latencies sealTimes,
    Latencies openTimes) {}
