package dev.tarn.catalog.schema;

import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** The registry's times are strings, unlike everywhere else in Glue: 2021-03-30T21:55:26.464Z. */
final class RegistryTime {
  private static final DateTimeFormatter FORMAT =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  private RegistryTime() {}

  static String now(Clock clock) {
    return FORMAT.format(clock.instant());
  }
}
