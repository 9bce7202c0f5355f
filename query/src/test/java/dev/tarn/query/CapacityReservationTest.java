package dev.tarn.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.athena.AthenaClient;
import software.amazon.awssdk.services.athena.model.CapacityAssignment;
import software.amazon.awssdk.services.athena.model.CapacityReservation;
import software.amazon.awssdk.services.athena.model.CapacityReservationStatus;
import software.amazon.awssdk.services.athena.model.InvalidRequestException;
import software.amazon.awssdk.services.athena.model.Tag;

/** Capacity reservations from their creation to their end, as Terraform goes through it. */
class CapacityReservationTest {
  private static final String ARN =
      "arn:aws:athena:us-east-1:000000000000:capacity-reservation/night";

  @TempDir Path directory;
  private AthenaFixture athena;

  @BeforeEach
  void open() throws IOException {
    athena = new AthenaFixture(directory);
    client()
        .createCapacityReservation(create ->
            create.name("night").targetDpus(24).tags(Tag.builder().key("k").value("v").build()));
  }

  @AfterEach
  void close() throws IOException {
    athena.close();
  }

  @Test
  void aReservationIsAllocatedAndKept() throws IOException {
    CapacityReservation created = get("night");
    assertThat(created.status()).isEqualTo(CapacityReservationStatus.ACTIVE);
    assertThat(created.targetDpus()).isEqualTo(24);
    assertThat(created.allocatedDpus()).isEqualTo(24);
    assertThat(created.lastAllocation().statusAsString()).isEqualTo("SUCCEEDED");
    assertThat(created.creationTime()).isNotNull();
    athena.restart();
    assertThat(get("night")).isEqualTo(created);
    assertThat(client().listTagsForResource(list -> list.resourceARN(ARN)).tags()).hasSize(1);
    assertInvalid(
        () -> client().createCapacityReservation(create -> create.name("night").targetDpus(24)),
        "already exists");
    assertInvalid(
        () -> client().createCapacityReservation(create -> create.name("small").targetDpus(3)),
        "1 validation error detected: Value at 'targetDpus' failed to satisfy constraint: Member"
            + " must have value greater than or equal to 4");
  }

  @Test
  void itIsChangedCancelledAndThenDeleted() {
    client().updateCapacityReservation(update -> update.name("night").targetDpus(48));
    assertThat(get("night").allocatedDpus()).isEqualTo(48);
    assertInvalid(() -> client().deleteCapacityReservation(d -> d.name("night")), "cancelled");
    client().cancelCapacityReservation(cancel -> cancel.name("night"));
    assertThat(get("night").status()).isEqualTo(CapacityReservationStatus.CANCELLED);
    assertThat(get("night").allocatedDpus()).isZero();
    assertInvalid(
        () -> client().updateCapacityReservation(update -> update.name("night").targetDpus(24)),
        "is not active");
    client().deleteCapacityReservation(delete -> delete.name("night"));
    assertInvalid(() -> get("night"), "CapacityReservation night was not found");
    assertThat(client().listCapacityReservations(list -> {}).capacityReservations()).isEmpty();
  }

  @Test
  void reservationsAreListedInPages() {
    for (String name : List.of("a", "b")) {
      client().createCapacityReservation(create -> create.name(name).targetDpus(24));
    }
    assertThat(
            client().listCapacityReservationsPaginator(list -> list.maxResults(2)).stream()
                .flatMap(page -> page.capacityReservations().stream())
                .map(CapacityReservation::name))
        .containsExactly("a", "b", "night");
  }

  @Test
  void workGroupsAreAssignedToOneReservation() throws IOException {
    client().createWorkGroup(create -> create.name("team"));
    client().createCapacityReservation(create -> create.name("day").targetDpus(24));
    assertThat(assigned("night")).isEmpty();
    assign("night", "team");
    assertInvalid(() -> assign("day", "team"), "is assigned to CapacityReservation night");
    assertInvalid(() -> assign("day", "nobody"), "WorkGroup is not found.");
    athena.restart();
    assertThat(assigned("night")).containsExactly("team");
    client().deleteWorkGroup(delete -> delete.workGroup("team"));
    assertThat(assigned("night")).isEmpty();
  }

  @Test
  void noSparkApplicationHasASize() {
    assertThat(client().listApplicationDPUSizes(list -> {}).applicationDPUSizes()).isEmpty();
  }

  private void assign(String reservation, String workGroup) {
    client()
        .putCapacityAssignmentConfiguration(put ->
            put.capacityReservationName(reservation)
                .capacityAssignments(
                    CapacityAssignment.builder().workGroupNames(workGroup).build()));
  }

  private List<String> assigned(String reservation) {
    return client()
        .getCapacityAssignmentConfiguration(get -> get.capacityReservationName(reservation))
        .capacityAssignmentConfiguration()
        .capacityAssignments()
        .stream()
        .flatMap(assignment -> assignment.workGroupNames().stream())
        .toList();
  }

  private CapacityReservation get(String name) {
    return client().getCapacityReservation(get -> get.name(name)).capacityReservation();
  }

  private AthenaClient client() {
    return athena.client();
  }

  private static void assertInvalid(ThrowingCallable call, String text) {
    assertThatThrownBy(call).isInstanceOf(InvalidRequestException.class).hasMessageContaining(text);
  }
}
