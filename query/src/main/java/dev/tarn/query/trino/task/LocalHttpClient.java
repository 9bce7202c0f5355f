package dev.tarn.query.trino.task;

import com.google.common.util.concurrent.ForwardingListenableFuture.SimpleForwardingListenableFuture;
import com.google.common.util.concurrent.Futures;
import com.google.common.util.concurrent.ListenableFuture;
import com.google.inject.Inject;
import io.airlift.http.client.HttpClient;
import io.airlift.http.client.Request;
import io.airlift.http.client.RequestStats;
import io.airlift.http.client.Response;
import io.airlift.http.client.ResponseHandler;
import io.airlift.http.client.StreamingResponse;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;

/**
 * Stands where Trino has clients for its internal requests, and answers those that a single node
 * makes from the objects of this process. There is no connection, and no port.
 */
final class LocalHttpClient implements HttpClient {
  private final List<LocalResource> resources;
  private final Executor executor;
  private final RequestStats stats = new RequestStats();

  @Inject
  LocalHttpClient(PagesResource pages, MemoryResource memory, LocalThreads threads) {
    this.resources = List.of(pages, memory);
    this.executor = threads.executor();
  }

  @Override
  public <T, E extends Exception> HttpResponseFuture<T> executeAsync(
      Request request, ResponseHandler<T, E> handler) {
    ListenableFuture<Response> answer =
        resources.stream()
            .filter(resource -> resource.answers(request))
            .findFirst()
            .orElseThrow(() -> refusal(request))
            .answer(request);
    return new LocalFuture<>(
        Futures.whenAllComplete(answer).call(() -> handle(request, answer, handler), executor));
  }

  private static <T, E extends Exception> T handle(
      Request request, ListenableFuture<Response> answer, ResponseHandler<T, E> handler) throws E {
    Response response;
    try {
      response = Futures.getDone(answer);
    } catch (ExecutionException e) {
      return handler.handleException(request, e);
    }
    return handler.handle(request, response);
  }

  @Override
  public <T, E extends Exception> T execute(Request request, ResponseHandler<T, E> handler) {
    throw refusal(request);
  }

  @Override
  public StreamingResponse executeStreaming(Request request) {
    throw refusal(request);
  }

  private static UnsupportedOperationException refusal(Request request) {
    return new UnsupportedOperationException(
        "A single node has no internal resource " + request.getMethod() + " " + request.getUri());
  }

  @Override
  public RequestStats getStats() {
    return stats;
  }

  @Override
  public void close() {
    // The threads are closed by their owner.
  }

  @Override
  public boolean isClosed() {
    return false;
  }

  private static final class LocalFuture<T> extends SimpleForwardingListenableFuture<T>
      implements HttpResponseFuture<T> {
    LocalFuture(ListenableFuture<T> delegate) {
      super(delegate);
    }

    @Override
    public String getState() {
      return state().toString();
    }
  }
}
