package dev.tarn.server.logging;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.logging.Formatter;
import java.util.logging.LogRecord;

/** One line per record: time in UTC, level, logger, message; the stack trace on lines after it. */
final class LineFormatter extends Formatter {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

  @Override
  public String format(LogRecord event) {
    StringWriter text = new StringWriter();
    text.append(TIME.format(event.getInstant()))
        .append(' ')
        .append(event.getLevel().getName())
        .append(' ')
        .append(event.getLoggerName())
        .append(": ")
        .append(formatMessage(event))
        .append('\n');
    if (event.getThrown() != null) {
      event.getThrown().printStackTrace(new PrintWriter(text, true));
    }
    return text.toString();
  }
}
