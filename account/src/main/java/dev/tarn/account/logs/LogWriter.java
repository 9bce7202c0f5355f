package dev.tarn.account.logs;

import java.util.List;
import software.amazon.awssdk.services.cloudwatchlogs.model.InputLogEvent;

/** How parts of this server write logs that clients then read. */
@FunctionalInterface
public interface LogWriter {
  /**
   * Appends events, in the order of their times, to a stream; group and stream are made if they are
   * not there. On return the events are kept.
   */
  void write(String group, String stream, List<InputLogEvent> events);
}
