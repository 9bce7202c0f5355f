package dev.tarn.server.fault;

import dev.tarn.http.IncomingRequest;
import dev.tarn.http.OutgoingResponse;
import dev.tarn.http.RequestHandler;
import dev.tarn.server.http.Call;
import dev.tarn.server.http.ErrorAnswer;
import dev.tarn.server.http.ErrorAnswers;
import dev.tarn.server.http.WireProtocol;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.Optional;

/** Makes the planned faults happen to calls; the server's own paths are never concerned. */
public final class FaultInjection implements RequestHandler {
  private static final int BAD_REQUEST = 400;
  private static final int UNAVAILABLE = 503;

  private final FaultPlan plan;
  private final RequestHandler next;

  public FaultInjection(FaultPlan plan, RequestHandler next) {
    this.plan = plan;
    this.next = next;
  }

  @Override
  public void handle(IncomingRequest request, OutgoingResponse response) throws IOException {
    if (plan.isEmpty()) {
      next.handle(request, response);
      return;
    }
    Call call = Call.of(request);
    Optional<FaultAction> fault =
        call.protocol() == WireProtocol.ADMIN ? Optional.empty() : plan.next(call);
    if (fault.isEmpty()) {
      next.handle(request, response);
      return;
    }
    switch (fault.get()) {
      case FaultAction.Fail(String code, String message, int status) ->
          ErrorAnswers.send(request, response, ErrorAnswer.of(code, message, status));
      case FaultAction.Throttle _ -> ErrorAnswers.send(request, response, throttled(call));
      case FaultAction.Delay(Duration time) -> {
        sleep(time);
        next.handle(request, response);
      }
      case FaultAction.Reset _ -> response.breakConnection();
      case FaultAction.HoldQueued _, FaultAction.HoldRunning _, FaultAction.Clock _ ->
          next.handle(request, response);
    }
  }

  /**
   * As each protocol says it: https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html,
   * https://docs.aws.amazon.com/STS/latest/APIReference/CommonErrors.html and
   * https://docs.aws.amazon.com/ec2/latest/devguide/errors-overview.html.
   */
  private static ErrorAnswer throttled(Call call) {
    return switch (call.protocol()) {
      case S3 -> ErrorAnswer.of("SlowDown", "Please reduce your request rate.", UNAVAILABLE);
      case QUERY ->
          call.service().equals("ec2")
              ? ErrorAnswer.of("RequestLimitExceeded", "Request limit exceeded.", UNAVAILABLE)
              : ErrorAnswer.of("Throttling", "Rate exceeded", BAD_REQUEST);
      case AWS_JSON, ADMIN, OTHER ->
          ErrorAnswer.of("ThrottlingException", "Rate exceeded", BAD_REQUEST);
    };
  }

  private static void sleep(Duration time) throws IOException {
    try {
      Thread.sleep(time);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("the server stops");
    }
  }
}
