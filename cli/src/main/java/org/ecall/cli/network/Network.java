package org.ecall.cli.network;

import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/**
 * What the forwarder does to datagrams.
 *
 * @param lossPercent are dropped
 * @param duplicatePercent are sent twice
 * @param reorderPercent are held back until others have overtaken them
 * @param attack whether it also forges, replays and floods
 * @param seed of its random choices
 */
public record Network(
    double lossPercent, double duplicatePercent, double reorderPercent, boolean attack, long seed) {

  /** The random choices for the direction from a side; repeatable, and nothing secret. */
  public RandomGenerator random(Side from) {
    return RandomGeneratorFactory.of("L64X128MixRandom").create(seed * 2 + from.index());
  }
}
