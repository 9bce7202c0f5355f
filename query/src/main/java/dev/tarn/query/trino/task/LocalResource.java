package dev.tarn.query.trino.task;

import com.google.common.util.concurrent.ListenableFuture;
import io.airlift.http.client.Request;
import io.airlift.http.client.Response;

/** Answers requests that Trino's coordinator sends to its workers. */
interface LocalResource {
  boolean answers(Request request);

  ListenableFuture<Response> answer(Request request);
}
