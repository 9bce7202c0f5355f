package dev.tarn.query.prepared;

import dev.tarn.query.workgroup.WorkGroupContents;
import dev.tarn.storage.AtomicFiles;
import dev.tarn.storage.entity.EntityFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import software.amazon.awssdk.services.athena.model.PreparedStatement;
import software.amazon.awssdk.services.athena.model.WorkGroup;

/** The prepared statements of all work groups. */
public final class PreparedStatements implements WorkGroupContents {
  /** Not a character of either name. */
  private static final char SEPARATOR = '/';

  private final EntityFiles<PreparedStatement> files;

  private PreparedStatements(EntityFiles<PreparedStatement> files) {
    this.files = files;
  }

  public static PreparedStatements open(Path directory, AtomicFiles files) throws IOException {
    return new PreparedStatements(EntityFiles.open(directory, PreparedStatement.class, files));
  }

  public Optional<PreparedStatement> find(String workGroup, String name) {
    return files.find(key(workGroup, name));
  }

  /** Creates or replaces. */
  public synchronized void put(PreparedStatement statement) {
    files.put(key(statement.workGroupName(), statement.statementName()), statement);
  }

  /** False, and nothing done, when there is one of that name. */
  synchronized boolean create(PreparedStatement statement) {
    if (find(statement.workGroupName(), statement.statementName()).isPresent()) {
      return false;
    }
    put(statement);
    return true;
  }

  /** True when there was one. */
  public synchronized boolean remove(String workGroup, String name) {
    return files.remove(key(workGroup, name));
  }

  /** A work group's statements by name. */
  NavigableMap<String, PreparedStatement> in(String workGroup) {
    NavigableMap<String, PreparedStatement> byName = new TreeMap<>();
    String prefix = key(workGroup, "");
    files
        .all()
        .subMap(prefix, true, workGroup + (char) (SEPARATOR + 1), false)
        .values()
        .forEach(statement -> byName.put(statement.statementName(), statement));
    return byName;
  }

  @Override
  public boolean isPresentIn(WorkGroup workGroup) {
    return !in(workGroup.name()).isEmpty();
  }

  @Override
  public void removeFrom(WorkGroup workGroup) {
    in(workGroup.name()).keySet().forEach(name -> remove(workGroup.name(), name));
  }

  private static String key(String workGroup, String name) {
    return workGroup + SEPARATOR + name;
  }
}
