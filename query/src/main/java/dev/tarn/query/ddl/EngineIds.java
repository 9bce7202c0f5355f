package dev.tarn.query.ddl;

import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;

/** Ids in the form of the engine's, for what AWS runs in an engine and Tarn on the catalog. */
final class EngineIds {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyyMMdd_HHmmss", Locale.ROOT).withZone(ZoneOffset.UTC);
  private static final int LIMIT = 100_000;
  private static final String COORDINATOR = "local";

  private final Clock clock;
  private final AtomicInteger count = new AtomicInteger();

  EngineIds(Clock clock) {
    this.clock = clock;
  }

  /** Such as {@code 20261125_173231_00002_local}. */
  String next() {
    int number = count.getAndUpdate(last -> (last + 1) % LIMIT);
    return TIME.format(clock.instant()) + String.format("_%05d_", number) + COORDINATOR;
  }
}
