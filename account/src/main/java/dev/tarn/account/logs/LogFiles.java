package dev.tarn.account.logs;

import dev.tarn.storage.AtomicFiles;
import dev.tarn.storage.entity.EntityFiles;
import dev.tarn.storage.entity.FileNames;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.NavigableMap;
import java.util.concurrent.ConcurrentHashMap;
import software.amazon.awssdk.services.cloudwatchlogs.model.ListTagsForResourceResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.LogGroup;
import software.amazon.awssdk.services.cloudwatchlogs.model.LogStream;

/** Groups, tags and streams, each a small file, and the streams' events. */
final class LogFiles {
  private static final String SUFFIX = ".jsonl";

  private final Path events;
  private final AtomicFiles files;
  private final EntityFiles<LogGroup> groups;
  private final EntityFiles<ListTagsForResourceResponse> tags;
  private final EntityFiles<LogStream> streams;
  private final ConcurrentHashMap<String, EventLog> opened = new ConcurrentHashMap<>();

  private LogFiles(
      Path directory,
      AtomicFiles files,
      EntityFiles<LogGroup> groups,
      EntityFiles<ListTagsForResourceResponse> tags,
      EntityFiles<LogStream> streams) {
    this.events = directory.resolve("events");
    this.files = files;
    this.groups = groups;
    this.tags = tags;
    this.streams = streams;
  }

  static LogFiles open(Path directory, AtomicFiles files) throws IOException {
    return new LogFiles(
        directory,
        files,
        EntityFiles.open(directory.resolve("groups"), LogGroup.class, files),
        EntityFiles.open(directory.resolve("tags"), ListTagsForResourceResponse.class, files),
        EntityFiles.open(directory.resolve("streams"), LogStream.class, files));
  }

  /** By name. */
  EntityFiles<LogGroup> groups() {
    return groups;
  }

  /** By the group's name. */
  EntityFiles<ListTagsForResourceResponse> tags() {
    return tags;
  }

  LogGroup group(String name) {
    return groups.find(name).orElseThrow(LogsErrors::noGroup);
  }

  /** A group's streams; keys are in the order of their names. */
  NavigableMap<String, LogStream> streamsOf(String group) {
    String prefix = streamKey(group, "");
    return streams.all().subMap(prefix, true, prefix + Character.MAX_VALUE, false);
  }

  LogStream stream(String group, String stream) {
    return streams.find(streamKey(group, stream)).orElseThrow(LogsErrors::noStream);
  }

  boolean hasStream(String group, String stream) {
    return streams.find(streamKey(group, stream)).isPresent();
  }

  /** A new stream begins without events, also where a crash left those of an older one. */
  void addStream(String group, LogStream stream) {
    deleteEvents(group, stream.logStreamName());
    streams.put(streamKey(group, stream.logStreamName()), stream);
  }

  void deleteStream(String group, String stream) {
    streams.remove(streamKey(group, stream));
    deleteEvents(group, stream);
  }

  /** The group goes last, so that what a crash leaves still has its group. */
  void deleteGroup(String group) {
    List.copyOf(streamsOf(group).values())
        .forEach(stream -> deleteStream(group, stream.logStreamName()));
    tags.remove(group);
    groups.remove(group);
  }

  /** The events of a stream that is there. */
  EventLog events(String group, String stream) {
    return opened.computeIfAbsent(
        streamKey(group, stream),
        key -> {
          try {
            return EventLog.open(eventFile(group, stream), files);
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        });
  }

  private void deleteEvents(String group, String stream) {
    opened.remove(streamKey(group, stream));
    try {
      files.delete(eventFile(group, stream));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Path eventFile(String group, String stream) {
    return events.resolve(FileNames.encode(group)).resolve(FileNames.encode(stream) + SUFFIX);
  }

  /** Neither name can have a colon in it. */
  private static String streamKey(String group, String stream) {
    return group + ":" + stream;
  }
}
