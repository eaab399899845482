package org.ecall.cli.soak;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.random.RandomGenerator;
import org.ecall.cli.network.CallThreads;
import org.ecall.engine.EngineException;
import org.jspecify.annotations.Nullable;

/**
 * The rooms of a soak: rotates their keys, and closes them and opens others in their place, while
 * frames go through them. One thread steps; any look up.
 */
final class Rooms implements CallThreads.Work, AutoCloseable {

  private static final long PAUSE_MILLIS = 5;

  /** Bounds what a judge has to remember. */
  private static final int MOST_FRAMES = 20_000;

  private final Engines engines;
  private final SoakMedia media;
  private final Tally tally;
  private final Violations violations;
  private final RandomGenerator random;
  private final List<Place> places = new ArrayList<>();
  private final ConcurrentMap<Long, Room> known = new ConcurrentHashMap<>();
  private final AtomicLong opened = new AtomicLong();
  private final AtomicLong rotations = new AtomicLong();
  private final AtomicLong sealKeys = new AtomicLong();

  /** Where a room is, and what the stepping thread has in mind with it. */
  private static final class Place {
    final int streams;
    final boolean call;
    volatile Room room;
    long rotateAt;
    long replaceAt;
    @Nullable Room before;

    Place(int streams, boolean call, Room room) {
      this.streams = streams;
      this.call = call;
      this.room = room;
    }
  }

  Rooms(
      int streams,
      Engines engines,
      SoakMedia media,
      Tally tally,
      Violations violations,
      RandomGenerator random) {
    this.engines = engines;
    this.media = media;
    this.tally = tally;
    this.violations = violations;
    this.random = random;
    try {
      for (int first = 0; first < streams; first += Streams.COUNT) {
        addPlace(Math.min(Streams.COUNT, streams - first), places.size() % 2 == 0);
      }
    } catch (Throwable t) {
      close();
      throw t;
    }
  }

  private void addPlace(int streams, boolean call) {
    Place place = new Place(streams, call, open(streams, call));
    schedule(place);
    places.add(place);
  }

  private Room open(int streams, boolean call) {
    Engines.Pair pair = engines.open();
    try {
      Room room = open(opened.getAndIncrement(), streams, call, pair);
      known.put(room.number(), room);
      sealKeys.addAndGet(streams);
      return room;
    } catch (Throwable t) {
      pair.close();
      throw t;
    }
  }

  private Room open(long number, int streams, boolean call, Engines.Pair pair) {
    Life life = new Life();
    if (call) {
      long graceNanos = engines.options().gracePeriod().toNanos();
      return new CallRoom(
          number, streams, pair, graceNanos, life, judge(life, new KidScheme.OfCall()));
    }
    // Room above for every generation, so that it never wraps.
    var kids = new KidScheme.OfGroup(random.nextLong() >>> random.nextInt(2, Long.SIZE));
    return new GroupRoom(number, streams, pair, kids, life, judge(life, kids));
  }

  private Judge judge(Life life, KidScheme kids) {
    int window = engines.options().replayWindowFrames();
    return new Judge(life, kids, window, media, tally, violations);
  }

  private void schedule(Place place) {
    long now = System.nanoTime();
    place.rotateAt = now + millis(200, 1_000);
    place.replaceAt = now + millis(1_000, 8_000);
  }

  private long millis(int least, int most) {
    return TimeUnit.MILLISECONDS.toNanos(random.nextInt(least, most));
  }

  @Override
  public void step() throws InterruptedException {
    TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
    for (Place place : places) {
      try {
        step(place);
      } catch (EngineException e) {
        violations.add(Violations.Kind.ROOM, "room %d: %s".formatted(place.room.number(), e));
        replace(place);
      }
    }
  }

  private void step(Place place) {
    long now = System.nanoTime();
    if (now - place.replaceAt >= 0 || place.room.frames() >= MOST_FRAMES) {
      replace(place);
    } else if (now - place.rotateAt >= 0) {
      place.room.rotate();
      place.rotateAt = now + millis(200, 1_000);
      rotations.incrementAndGet();
      sealKeys.addAndGet(place.streams);
    }
  }

  /** The room before stays known: frames that come late meet a closed opener. */
  private void replace(Place place) {
    Room old = place.room;
    place.room = open(place.streams, place.call);
    schedule(place);
    if (place.before != null) {
      known.remove(place.before.number());
    }
    place.before = old;
    old.close();
  }

  /** The room of one of all streams. */
  Room ofStream(int index) {
    return places.get(index / Streams.COUNT).room;
  }

  /** Finds a room that is open, or was not long ago. */
  @Nullable Room find(long number) {
    return known.get(number);
  }

  /** How many rooms were opened. */
  long opened() {
    return opened.get();
  }

  /** How often the keys of a room were replaced by newer ones. */
  long rotations() {
    return rotations.get();
  }

  /** How many keys have been given to sealers; engines remember each. */
  long sealKeys() {
    return sealKeys.get();
  }

  @Override
  public void close() {
    places.forEach(place -> place.room.close());
  }
}
