package dev.tarn.query.trino.cell;

import io.trino.spi.block.Block;
import io.trino.spi.type.DateTimeEncoding;
import io.trino.spi.type.LongTimeWithTimeZone;
import io.trino.spi.type.LongTimestamp;
import io.trino.spi.type.LongTimestampWithTimeZone;
import io.trino.spi.type.TimeType;
import io.trino.spi.type.TimeWithTimeZoneType;
import io.trino.spi.type.TimeZoneKey;
import io.trino.spi.type.TimestampType;
import io.trino.spi.type.TimestampWithTimeZoneType;
import java.time.Instant;
import java.time.LocalDate;

/** Times and timestamps with as many fraction digits as their type has. */
final class TemporalText {
  private static final long MICROS_PER_SECOND = 1_000_000;
  private static final long MILLIS_PER_SECOND = 1_000;
  private static final long PICOS_PER_SECOND = 1_000_000_000_000L;
  private static final long PICOS_PER_MILLI = 1_000_000_000L;
  private static final long PICOS_PER_MICRO = 1_000_000L;
  private static final long PICOS_PER_NANO = 1_000L;
  private static final int SECONDS_PER_DAY = 86_400;
  private static final int MAX_PRECISION = 12;

  private TemporalText() {}

  static CellRenderer time(TimeType type) {
    int precision = type.getPrecision();
    return (block, position) -> {
      var text = new StringBuilder(21);
      appendTime(text, type.getLong(block, position), precision);
      return text.toString();
    };
  }

  static CellRenderer timeWithTimeZone(TimeWithTimeZoneType type) {
    int precision = type.getPrecision();
    return (block, position) -> {
      long picos;
      int offsetMinutes;
      if (type.isShort()) {
        long packed = type.getLong(block, position);
        picos = DateTimeEncoding.unpackTimeNanos(packed) * PICOS_PER_NANO;
        offsetMinutes = DateTimeEncoding.unpackOffsetMinutes(packed);
      } else {
        var value = (LongTimeWithTimeZone) type.getObject(block, position);
        picos = value.getPicoseconds();
        offsetMinutes = value.getOffsetMinutes();
      }
      var text = new StringBuilder(27);
      appendTime(text, picos, precision);
      text.append(offsetMinutes < 0 ? '-' : '+');
      appendTwoDigits(text, Math.abs(offsetMinutes) / 60);
      text.append(':');
      appendTwoDigits(text, Math.abs(offsetMinutes) % 60);
      return text.toString();
    };
  }

  static CellRenderer timestamp(TimestampType type) {
    int precision = type.getPrecision();
    if (type.isShort()) {
      return (block, position) -> timestamp(type.getLong(block, position), 0, precision);
    }
    return (block, position) -> {
      var value = (LongTimestamp) type.getObject(block, position);
      return timestamp(value.getEpochMicros(), value.getPicosOfMicro(), precision);
    };
  }

  private static String timestamp(long epochMicros, int picosOfMicro, int precision) {
    long seconds = Math.floorDiv(epochMicros, MICROS_PER_SECOND);
    long picos = Math.floorMod(epochMicros, MICROS_PER_SECOND) * PICOS_PER_MICRO + picosOfMicro;
    var text = new StringBuilder(32);
    appendDateTime(text, seconds, picos, precision);
    return text.toString();
  }

  static CellRenderer timestampWithTimeZone(TimestampWithTimeZoneType type) {
    int precision = type.getPrecision();
    return (block, position) -> zoned(type, block, position, precision);
  }

  private static String zoned(
      TimestampWithTimeZoneType type, Block block, int position, int precision) {
    long epochMillis;
    int picosOfMilli;
    TimeZoneKey zone;
    if (type.isShort()) {
      long packed = type.getLong(block, position);
      epochMillis = DateTimeEncoding.unpackMillisUtc(packed);
      picosOfMilli = 0;
      zone = DateTimeEncoding.unpackZoneKey(packed);
    } else {
      var value = (LongTimestampWithTimeZone) type.getObject(block, position);
      epochMillis = value.getEpochMillis();
      picosOfMilli = value.getPicosOfMilli();
      zone = TimeZoneKey.getTimeZoneKey(value.getTimeZoneKey());
    }
    int offsetSeconds =
        zone.getZoneId().getRules().getOffset(Instant.ofEpochMilli(epochMillis)).getTotalSeconds();
    long seconds = Math.floorDiv(epochMillis, MILLIS_PER_SECOND) + offsetSeconds;
    long picos = Math.floorMod(epochMillis, MILLIS_PER_SECOND) * PICOS_PER_MILLI + picosOfMilli;
    var text = new StringBuilder(48);
    appendDateTime(text, seconds, picos, precision);
    return text.append(' ').append(zone.getId()).toString();
  }

  private static void appendDateTime(
      StringBuilder text, long localSeconds, long picosOfSecond, int precision) {
    text.append(LocalDate.ofEpochDay(Math.floorDiv(localSeconds, SECONDS_PER_DAY))).append(' ');
    long picosOfDay =
        Math.floorMod(localSeconds, SECONDS_PER_DAY) * PICOS_PER_SECOND + picosOfSecond;
    appendTime(text, picosOfDay, precision);
  }

  private static void appendTime(StringBuilder text, long picosOfDay, int precision) {
    int seconds = (int) (picosOfDay / PICOS_PER_SECOND);
    appendTwoDigits(text, seconds / 3600);
    text.append(':');
    appendTwoDigits(text, seconds / 60 % 60);
    text.append(':');
    appendTwoDigits(text, seconds % 60);
    if (precision > 0) {
      text.append('.');
      appendFraction(text, picosOfDay % PICOS_PER_SECOND, precision);
    }
  }

  private static void appendFraction(StringBuilder text, long picosOfSecond, int precision) {
    long fraction = picosOfSecond;
    for (int digit = MAX_PRECISION; digit > precision; digit--) {
      fraction /= 10;
    }
    String digits = Long.toString(fraction);
    text.repeat('0', precision - digits.length()).append(digits);
  }

  private static void appendTwoDigits(StringBuilder text, int value) {
    text.append((char) ('0' + value / 10)).append((char) ('0' + value % 10));
  }
}
