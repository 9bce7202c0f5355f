package dev.tarn.query.trino.task;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableListMultimap;
import com.google.common.util.concurrent.Futures;
import com.google.common.util.concurrent.ListenableFuture;
import com.google.inject.Inject;
import com.google.inject.Provider;
import io.airlift.concurrent.MoreFutures;
import io.airlift.http.client.HeaderName;
import io.airlift.http.client.HeaderNames;
import io.airlift.http.client.HttpStatus;
import io.airlift.http.client.Request;
import io.airlift.http.client.Response;
import io.airlift.slice.Slice;
import io.airlift.slice.Slices;
import io.airlift.units.DataSize;
import io.airlift.units.Duration;
import io.trino.TrinoMediaTypes;
import io.trino.execution.SqlTaskManager;
import io.trino.execution.SqlTaskManager.SqlTaskWithResults;
import io.trino.execution.TaskId;
import io.trino.execution.buffer.BufferResult;
import io.trino.execution.buffer.PagesSerdeUtil;
import io.trino.execution.buffer.PipelinedOutputBuffers.OutputBufferId;
import io.trino.server.InternalHeaders;
import io.trino.server.PagesInputStreamFactory;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Pages that tasks put out, for the tasks that read them and for results. Paths are {@code
 * /v1/task/<task>/results/<buffer>}: GET with a token reads from it, with a token and {@code
 * acknowledge} forgets what was before it, DELETE drops the buffer.
 */
final class PagesResource implements LocalResource {
  /**
   * After that a reader hears whether the task has failed, since a failed task's buffer is silent.
   */
  private static final Duration WAIT = new Duration(1, TimeUnit.SECONDS);

  private static final int HEADER_BYTES = Integer.BYTES + Long.BYTES + Integer.BYTES;

  /** Not the manager itself, which is made with a client for pages. */
  private final Provider<SqlTaskManager> manager;

  private final LocalThreads threads;

  @Inject
  PagesResource(Provider<SqlTaskManager> manager, LocalThreads threads) {
    this.manager = manager;
    this.threads = threads;
  }

  /** Which buffer a request is about, and what follows in its path. */
  private record Buffer(TaskId task, OutputBufferId id, List<String> rest) {
    private static final int FIXED = 5;

    static Buffer of(Request request) {
      List<String> path =
          Splitter.on('/').omitEmptyStrings().splitToList(request.getUri().getPath());
      return new Buffer(
          TaskId.valueOf(path.get(2)),
          OutputBufferId.valueOf(path.get(4)),
          path.subList(FIXED, path.size()));
    }

    long token() {
      return Long.parseLong(rest.getFirst());
    }
  }

  @Override
  public boolean answers(Request request) {
    String path = request.getUri().getPath();
    return path.startsWith("/v1/task/") && path.contains("/results/");
  }

  @Override
  public ListenableFuture<Response> answer(Request request) {
    Buffer buffer = Buffer.of(request);
    SqlTaskManager tasks = manager.get();
    if (request.getMethod().equals("DELETE")) {
      tasks.destroyTaskResults(buffer.task(), buffer.id());
      return Futures.immediateFuture(LocalResponse.empty(HttpStatus.NO_CONTENT));
    }
    if (buffer.rest().size() > 1) {
      tasks.acknowledgeTaskResults(buffer.task(), buffer.id(), buffer.token());
      return Futures.immediateFuture(LocalResponse.empty(HttpStatus.OK));
    }
    return read(buffer, DataSize.valueOf(request.getHeader(InternalHeaders.TRINO_MAX_SIZE_HEADER)));
  }

  private ListenableFuture<Response> read(Buffer buffer, DataSize maxSize) {
    SqlTaskWithResults task =
        manager.get().getTaskResults(buffer.task(), buffer.id(), buffer.token(), maxSize);
    ListenableFuture<BufferResult> pages =
        Futures.nonCancellationPropagating(task.getResultsFuture());
    if (!pages.isDone()) {
      pages =
          MoreFutures.addTimeout(
              pages,
              () -> BufferResult.emptyResults(task.getTaskInstanceId(), buffer.token(), false),
              WAIT,
              threads.timer());
    }
    return Futures.transform(pages, result -> response(task, result), threads.executor());
  }

  private static Response response(SqlTaskWithResults task, BufferResult result) {
    task.recordHeartbeat();
    List<Slice> pages = result.serializedPages();
    return new LocalResponse(
        pages.isEmpty() ? HttpStatus.NO_CONTENT : HttpStatus.OK,
        ImmutableListMultimap.<HeaderName, String>builder()
            .put(HeaderNames.CONTENT_TYPE, TrinoMediaTypes.TRINO_PAGES)
            .put(
                InternalHeaders.TRINO_TASK_INSTANCE_ID_HEADER,
                Long.toString(result.taskInstanceId()))
            .put(InternalHeaders.TRINO_PAGE_TOKEN_HEADER, Long.toString(result.token()))
            .put(InternalHeaders.TRINO_PAGE_NEXT_TOKEN_HEADER, Long.toString(result.nextToken()))
            .put(
                InternalHeaders.TRINO_BUFFER_COMPLETE_HEADER,
                Boolean.toString(result.bufferComplete()))
            // Asked after the result, so that a complete buffer of a failed task is not taken for
            // the end of its output.
            .put(
                InternalHeaders.TRINO_TASK_FAILED_HEADER,
                Boolean.toString(task.isTaskFailedOrFailing()))
            .build(),
        body(pages));
  }

  /** Without a checksum: the bytes do not leave the process. */
  private static InputStream body(List<Slice> pages) {
    Slice header = Slices.allocate(HEADER_BYTES);
    header.setInt(0, PagesInputStreamFactory.SERIALIZED_PAGES_MAGIC);
    header.setLong(Integer.BYTES, PagesSerdeUtil.NO_CHECKSUM);
    header.setInt(Integer.BYTES + Long.BYTES, pages.size());
    var parts = new ArrayList<InputStream>(pages.size() + 1);
    parts.add(header.getInput());
    pages.forEach(page -> parts.add(page.getInput()));
    return new SequenceInputStream(Collections.enumeration(parts));
  }
}
