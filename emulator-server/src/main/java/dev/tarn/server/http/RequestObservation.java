package dev.tarn.server.http;

import dev.tarn.protocol.AwsJsonErrors;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.RequestLog;
import org.eclipse.jetty.server.Response;

/** Tells the observer what the HTTP library knows about a request that is over. */
final class RequestObservation implements RequestLog {
  private static final String S3_REQUEST_ID_HEADER = "x-amz-request-id";

  private final RequestObserver observer;

  RequestObservation(RequestObserver observer) {
    this.observer = observer;
  }

  @Override
  public void log(Request request, Response response) {
    Call call = request.getAttribute(Call.ATTRIBUTE) instanceof Call known ? known : Call.UNKNOWN;
    observer.answered(
        new AnsweredRequest(
            requestId(response.getHeaders()),
            call,
            request.getMethod(),
            request.getHttpURI().getPathQuery(),
            response.getStatus(),
            System.nanoTime() - request.getBeginNanoTime(),
            Request.getContentBytesRead(request),
            Response.getContentBytesWritten(response),
            request.getConnectionMetaData().getRemoteSocketAddress().toString()));
  }

  private static String requestId(HttpFields headers) {
    String id = headers.get(AwsJsonErrors.REQUEST_ID_HEADER);
    String s3 = id == null ? headers.get(S3_REQUEST_ID_HEADER) : id;
    return s3 == null ? "" : s3;
  }
}
