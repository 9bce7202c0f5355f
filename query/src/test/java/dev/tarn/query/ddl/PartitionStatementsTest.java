package dev.tarn.query.ddl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.glue.model.Partition;

final class PartitionStatementsTest {
  @TempDir private Path directory;
  private Lake lake;

  @BeforeEach
  void open() throws IOException, StatementFailure {
    lake = new Lake(directory);
    lake.run("CREATE DATABASE db");
    lake.run(
        "CREATE EXTERNAL TABLE t (a int) PARTITIONED BY (dt string, n int)"
            + " STORED AS PARQUET LOCATION 's3://lake/t/'");
  }

  @AfterEach
  void close() throws IOException {
    lake.close();
  }

  @Test
  void addsPartitionsWithAndWithoutLocation() throws StatementFailure {
    lake.run(
        "ALTER TABLE t ADD PARTITION (dt='2020-01-01', n=1)"
            + " PARTITION (n=2, dt='a/b:c') LOCATION 's3://lake/other/'");

    assertThat(lake.partitions("t"))
        .extracting(p -> p.storageDescriptor().location())
        .containsExactlyInAnyOrder("s3://lake/t/dt=2020-01-01/n=1", "s3://lake/other");
    Partition partition =
        lake.glue()
            .getPartition(
                r -> r.databaseName("db").tableName("t").partitionValues("2020-01-01", "1"))
            .partition();
    assertThat(partition.storageDescriptor().serdeInfo())
        .isEqualTo(lake.table("t").storageDescriptor().serdeInfo());
    assertThat(lake.lines("SHOW PARTITIONS t"))
        .containsExactly("dt=2020-01-01/n=1", "dt=a%2Fb%3Ac/n=2");
  }

  @Test
  void existingPartitionFailsUnlessAskedNotTo() throws StatementFailure {
    lake.run("ALTER TABLE t ADD PARTITION (dt='x', n=1)");

    assertThatThrownBy(() -> lake.run("ALTER TABLE t ADD PARTITION (dt='x', n=1)"))
        .hasMessage(
            "FAILED: Execution Error, return code 1 from org.apache.hadoop.hive.ql.exec.DDLTask."
                + " AlreadyExistsException(message:Partition already exists.)");
    lake.run("ALTER TABLE t ADD IF NOT EXISTS PARTITION (dt='x', n=1) PARTITION (dt='x', n=2)");
    assertThat(lake.partitions("t")).hasSize(2);
  }

  @Test
  void dropsWhatTheConditionsSelect() throws StatementFailure {
    for (int n : new int[] {1, 2, 9, 10, 11}) {
      lake.run("ALTER TABLE t ADD PARTITION (dt='x', n=" + n + ")");
    }

    lake.run("ALTER TABLE t DROP PARTITION (n >= 10), PARTITION (dt='x', n=1)");

    assertThat(lake.lines("SHOW PARTITIONS t")).containsExactly("dt=x/n=2", "dt=x/n=9");
    assertThatThrownBy(() -> lake.run("ALTER TABLE t DROP PARTITION (dt='nope')"))
        .hasMessage("FAILED: SemanticException [Error 10006]: Partition not found (dt = 'nope')");
    lake.run("ALTER TABLE t DROP IF EXISTS PARTITION (dt='nope')");
  }

  @Test
  void renamesAPartition() throws StatementFailure {
    lake.run("ALTER TABLE t ADD PARTITION (dt='x', n=1)");
    lake.run("ALTER TABLE t PARTITION (dt='x', n=1) RENAME TO PARTITION (dt='y', n=1)");

    assertThat(lake.lines("SHOW PARTITIONS t")).containsExactly("dt=y/n=1");
  }

  @Test
  void repairAddsDirectoriesAndReports() throws StatementFailure, IOException {
    lake.put("t/dt=2020-01-01/n=1/a.parquet");
    lake.put("t/dt=a%20b/n=2/deeper/a.parquet");
    lake.put("t/dt=with:colon/n=3/a.parquet");
    lake.put("t/DT=upper/n=3/a.parquet");
    lake.put("t/dt=incomplete/a.parquet");
    lake.put("t/_temporary/a.parquet");
    lake.run("ALTER TABLE t ADD PARTITION (dt='gone', n=1)");

    assertThat(lake.lines("MSCK REPAIR TABLE `t`;"))
        .containsExactly(
            "Partitions not in metastore:\tt:dt=2020-01-01/n=1\tt:dt=a%20b/n=2",
            "Partitions missing from filesystem:\tt:dt=gone/n=1",
            "Repair: Added partition to metastore t:dt=2020-01-01/n=1",
            "Repair: Added partition to metastore t:dt=a%20b/n=2");

    assertThat(lake.partitions("t"))
        .extracting(Partition::values)
        .extracting(Object::toString)
        .containsExactlyInAnyOrder("[2020-01-01, 1]", "[a b, 2]", "[gone, 1]");
    assertThat(lake.partitions("t"))
        .extracting(p -> p.storageDescriptor().location())
        .contains("s3://lake/t/dt=a%20b/n=2");
    lake.run("ALTER TABLE t DROP PARTITION (dt='gone')");
    assertThat(lake.lines("MSCK REPAIR TABLE t")).isEmpty();
  }

  @Test
  void repairReportsAnAbsentLocation() throws StatementFailure {
    assertThat(lake.lines("MSCK REPAIR TABLE t"))
        .containsExactly("Tables missing on filesystem:\tt");
  }
}
