package dev.tarn.query.trino.serde;

import com.amazon.ion.Timestamp;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.concurrent.TimeUnit;

/**
 * Ion's points in time and the engine's. Both have the calendar of ISO 8601 for all years; the
 * library's own milliseconds have the Julian calendar before 1582.
 */
final class IonTime {
  private static final int MILLIS_SCALE = 3;
  private static final int NANOS_SCALE = 9;

  private IonTime() {}

  static Timestamp day(int epochDay) {
    LocalDate date = LocalDate.ofEpochDay(epochDay);
    return Timestamp.forDay(date.getYear(), date.getMonthValue(), date.getDayOfMonth());
  }

  /** The moment in milliseconds, as a place with that offset tells it. */
  static Timestamp timestamp(long micros, int offsetMinutes) {
    long shifted = micros + TimeUnit.MINUTES.toMicros(offsetMinutes);
    long second = TimeUnit.SECONDS.toMicros(1);
    int nanos = Math.toIntExact(TimeUnit.MICROSECONDS.toNanos(Math.floorMod(shifted, second)));
    LocalDateTime local =
        LocalDateTime.ofEpochSecond(Math.floorDiv(shifted, second), nanos, ZoneOffset.UTC);
    BigDecimal seconds =
        BigDecimal.valueOf(nanos, NANOS_SCALE)
            .add(BigDecimal.valueOf(local.getSecond()))
            .setScale(MILLIS_SCALE, RoundingMode.DOWN);
    return Timestamp.forSecond(
        local.getYear(),
        local.getMonthValue(),
        local.getDayOfMonth(),
        local.getHour(),
        local.getMinute(),
        seconds,
        offsetMinutes);
  }

  static long millis(Timestamp timestamp) {
    long millis =
        timestamp
            .getZDecimalSecond()
            .movePointRight(MILLIS_SCALE)
            .setScale(0, RoundingMode.DOWN)
            .longValueExact();
    long minute =
        LocalDateTime.of(
                timestamp.getZYear(),
                timestamp.getZMonth(),
                timestamp.getZDay(),
                timestamp.getZHour(),
                timestamp.getZMinute())
            .toEpochSecond(ZoneOffset.UTC);
    return TimeUnit.SECONDS.toMillis(minute) + millis;
  }
}
