package dev.tarn.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.athena.AthenaClient;
import software.amazon.awssdk.services.athena.model.CreateNamedQueryRequest;
import software.amazon.awssdk.services.athena.model.InvalidRequestException;
import software.amazon.awssdk.services.athena.model.NamedQuery;
import software.amazon.awssdk.services.athena.model.PreparedStatement;
import software.amazon.awssdk.services.athena.model.PreparedStatementSummary;
import software.amazon.awssdk.services.athena.model.ResourceNotFoundException;

/** Named queries and prepared statements. */
class SavedStatementsTest {
  @TempDir Path directory;
  private AthenaFixture athena;

  @BeforeEach
  void open() throws IOException {
    athena = new AthenaFixture(directory);
  }

  @AfterEach
  void close() throws IOException {
    athena.close();
  }

  @Test
  void namedQueryIsKeptAsSentOncePerToken() throws IOException {
    CreateNamedQueryRequest request =
        CreateNamedQueryRequest.builder()
            .name("n")
            .description("d")
            .database("db")
            .queryString(" SELECT 1;")
            .clientRequestToken(UUID.randomUUID().toString())
            .build();
    String id = client().createNamedQuery(request).namedQueryId();
    athena.restart();
    assertThat(client().createNamedQuery(request).namedQueryId()).isEqualTo(id);
    assertThatThrownBy(() -> client().createNamedQuery(request.toBuilder().name("other").build()))
        .isInstanceOf(InvalidRequestException.class)
        .hasMessageContaining("Idempotent parameters do not match");
    assertThat(client().getNamedQuery(get -> get.namedQueryId(id)).namedQuery())
        .isEqualTo(
            NamedQuery.builder()
                .namedQueryId(id)
                .name("n")
                .description("d")
                .database("db")
                .queryString(" SELECT 1;")
                .workGroup("primary")
                .build());
    assertThat(client().listNamedQueries(list -> {}).namedQueryIds()).containsExactly(id);
    client().updateNamedQuery(update -> update.namedQueryId(id).name("m").queryString("SELECT 2"));
    NamedQuery updated = client().getNamedQuery(get -> get.namedQueryId(id)).namedQuery();
    assertThat(updated.queryString()).isEqualTo("SELECT 2");
    assertThat(updated.description()).isEqualTo("d");
    client().deleteNamedQuery(delete -> delete.namedQueryId(id));
    assertThatThrownBy(() -> client().getNamedQuery(get -> get.namedQueryId(id)))
        .isInstanceOf(InvalidRequestException.class)
        .hasMessageContaining("does not exist");
    var batch = client().batchGetNamedQuery(get -> get.namedQueryIds(id));
    assertThat(batch.unprocessedNamedQueryIds().getFirst().namedQueryId()).isEqualTo(id);
  }

  @Test
  void preparedStatementsAreFoundInTheirWorkGroupOnly() throws IOException {
    client().createWorkGroup(create -> create.name("team"));
    client()
        .createPreparedStatement(create ->
            create
                .statementName("stmt")
                .workGroup("team")
                .queryStatement("SELECT ?")
                .description("d"));
    athena.restart();
    PreparedStatement statement =
        client()
            .getPreparedStatement(get -> get.statementName("stmt").workGroup("team"))
            .preparedStatement();
    assertThat(statement.queryStatement()).isEqualTo("SELECT ?");
    assertThat(statement.workGroupName()).isEqualTo("team");
    assertThat(statement.lastModifiedTime()).isNotNull();
    assertThatThrownBy(() ->
            client().getPreparedStatement(get -> get.statementName("stmt").workGroup("primary")))
        .isInstanceOf(ResourceNotFoundException.class)
        .hasMessageContaining(
            "No Prepared Statement with statement name stmt exists in WorkGroup primary");
    assertThat(
            client()
                .listPreparedStatements(list -> list.workGroup("team"))
                .preparedStatements()
                .stream()
                .map(PreparedStatementSummary::statementName))
        .containsExactly("stmt");
    assertThatThrownBy(() ->
            client()
                .createPreparedStatement(create ->
                    create.statementName("stmt").workGroup("team").queryStatement("SELECT 1")))
        .isInstanceOf(InvalidRequestException.class);
    assertThatThrownBy(() -> client().deleteWorkGroup(delete -> delete.workGroup("team")))
        .hasMessageContaining("WorkGroup team is not empty");
  }

  @Test
  void preparedStatementIsReplacedAndDeleted() {
    client()
        .createPreparedStatement(
            create -> create.statementName("p1").workGroup("primary").queryStatement("SELECT 1"));
    client()
        .updatePreparedStatement(
            update -> update.statementName("p1").workGroup("primary").queryStatement("SELECT 2"));
    var batch =
        client()
            .batchGetPreparedStatement(
                get -> get.workGroup("primary").preparedStatementNames(List.of("p1", "p2")));
    assertThat(batch.preparedStatements().getFirst().queryStatement()).isEqualTo("SELECT 2");
    assertThat(batch.unprocessedPreparedStatementNames().getFirst().statementName())
        .isEqualTo("p2");
    client().deletePreparedStatement(delete -> delete.statementName("p1").workGroup("primary"));
    assertThatThrownBy(() ->
            client()
                .deletePreparedStatement(delete -> delete.statementName("p1").workGroup("primary")))
        .isInstanceOf(ResourceNotFoundException.class)
        .hasMessageContaining("PreparedStatement p1 was not found in WorkGroup primary");
    assertThatThrownBy(() ->
            client()
                .createPreparedStatement(create ->
                    create.statementName("1").workGroup("primary").queryStatement("SELECT 1")))
        .hasMessageContaining("Member must satisfy regular expression pattern");
  }

  private AthenaClient client() {
    return athena.client();
  }
}
