package dev.tarn.query.trino.task;

import com.google.common.collect.ImmutableListMultimap;
import com.google.common.util.concurrent.Futures;
import com.google.common.util.concurrent.ListenableFuture;
import com.google.inject.Inject;
import io.airlift.http.client.HeaderNames;
import io.airlift.http.client.HttpStatus;
import io.airlift.http.client.Request;
import io.airlift.http.client.Response;
import io.airlift.json.JsonCodec;
import io.trino.memory.LocalMemoryManager;
import io.trino.memory.MemoryInfo;
import java.io.ByteArrayInputStream;

/** How much memory the queries on this node use, which the coordinator asks every second. */
final class MemoryResource implements LocalResource {
  private final LocalMemoryManager memory;
  private final JsonCodec<MemoryInfo> codec;

  @Inject
  MemoryResource(LocalMemoryManager memory, JsonCodec<MemoryInfo> codec) {
    this.memory = memory;
    this.codec = codec;
  }

  @Override
  public boolean answers(Request request) {
    return request.getUri().getPath().equals("/v1/memory");
  }

  @Override
  public ListenableFuture<Response> answer(Request request) {
    return Futures.immediateFuture(
        new LocalResponse(
            HttpStatus.OK,
            ImmutableListMultimap.of(HeaderNames.CONTENT_TYPE, "application/json"),
            new ByteArrayInputStream(codec.toJsonBytes(memory.getInfo()))));
  }
}
