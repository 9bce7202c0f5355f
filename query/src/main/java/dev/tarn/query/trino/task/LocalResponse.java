package dev.tarn.query.trino.task;

import com.google.common.collect.ImmutableListMultimap;
import com.google.common.collect.ListMultimap;
import io.airlift.http.client.HeaderName;
import io.airlift.http.client.HttpStatus;
import io.airlift.http.client.HttpVersion;
import io.airlift.http.client.Response;
import java.io.InputStream;

/** An answer that never was on a wire. */
record LocalResponse(HttpStatus status, ListMultimap<HeaderName, String> headers, InputStream body)
    implements Response {

  static LocalResponse empty(HttpStatus status) {
    return new LocalResponse(status, ImmutableListMultimap.of(), InputStream.nullInputStream());
  }

  @Override
  public HttpVersion getHttpVersion() {
    return HttpVersion.HTTP_1;
  }

  @Override
  public int getStatusCode() {
    return status.code();
  }

  @Override
  public ListMultimap<HeaderName, String> getHeaders() {
    return headers;
  }

  @Override
  public Content getContent() {
    return new InputStreamContent(body);
  }

  @Override
  public InputStream getInputStream() {
    return body;
  }

  /** Nothing has been transferred. */
  @Override
  public long getBytesRead() {
    return 0;
  }
}
