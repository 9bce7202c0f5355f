package dev.tarn.server;

import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;

/** How long ago this process was started, the launcher's share included. */
final class ProcessAge {
  private static final Path OWN_STATUS = Path.of("/proc/self/stat");
  private static final Path SYSTEM_UPTIME = Path.of("/proc/uptime");

  /** The start time in proc(5)'s numbering, counted from the field after the command's name. */
  private static final int START_TIME = 19;

  private static final double TICKS_PER_SECOND = 100;

  private ProcessAge() {}

  /** Such as {@code 0.62 s}. */
  static String text() {
    return BigDecimal.valueOf(seconds()).setScale(2, RoundingMode.HALF_UP) + " s";
  }

  /**
   * From Linux' own numbers where there are some: {@link ProcessHandle} knows the time of the boot
   * to the second only.
   */
  private static double seconds() {
    try {
      String status = Files.readString(OWN_STATUS);
      String[] fields = status.substring(status.lastIndexOf(')') + 2).split(" ", -1);
      String uptime = Files.readString(SYSTEM_UPTIME);
      return Double.parseDouble(uptime.substring(0, uptime.indexOf(' ')))
          - Long.parseLong(fields[START_TIME]) / TICKS_PER_SECOND;
    } catch (IOException e) {
      Instant start = ProcessHandle.current().info().startInstant().orElseGet(Instant::now);
      return Duration.between(start, Instant.now()).toMillis() / 1000.0;
    }
  }
}
