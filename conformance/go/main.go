// Drives uber/athenadriver, the database/sql driver for Athena, through queries, values, errors, workgroups and
// cancellation. Grafana's Athena data source reads its rows through this driver.
// Usage: go run . http://localhost:4566
package main

import (
	"context"
	"database/sql"
	"fmt"
	"net/http"
	"net/url"
	"os"
	"strings"
	"time"

	drv "github.com/uber/athenadriver/go"
)

// server sends what is meant for AWS to the server under test: the SDK of this driver knows no setting for that.
type server struct{ target *url.URL }

func (s server) RoundTrip(request *http.Request) (*http.Response, error) {
	redirected := request.Clone(request.Context())
	redirected.URL.Scheme, redirected.URL.Host = s.target.Scheme, s.target.Host
	return transport.RoundTrip(redirected)
}

var (
	transport      = http.DefaultTransport
	passed, failed int
)

func check(name string, wanted, got any) {
	if fmt.Sprint(wanted) == fmt.Sprint(got) {
		passed++
		fmt.Println("ok     ", name)
		return
	}
	failed++
	fmt.Printf("FAILED  %s: %v where %v was expected\n", name, got, wanted)
}

func must(err error) {
	if err != nil {
		fmt.Println("FAILED ", err)
		os.Exit(1)
	}
}

func connect(configure func(*drv.Config)) *sql.DB {
	config, err := drv.NewDefaultConfig("s3://go-lake/results/", "us-east-1", "any", "any")
	must(err)
	must(os.Setenv("AWS_SDK_LOAD_CONFIG", "0"))
	configure(config)
	db, err := sql.Open(drv.DriverName, config.Stringify())
	must(err)
	return db
}

// rows reads an answer as text.
func rows(db *sql.DB, query string, arguments ...any) string {
	answer, err := db.Query(query, arguments...)
	if err != nil {
		return err.Error()
	}
	defer answer.Close()
	columns, err := answer.Columns()
	must(err)
	var text []string
	for answer.Next() {
		cells := make([]sql.NullString, len(columns))
		targets := make([]any, len(columns))
		for i := range cells {
			targets[i] = &cells[i]
		}
		if err := answer.Scan(targets...); err != nil {
			return err.Error()
		}
		var row []string
		for _, cell := range cells {
			if cell.Valid {
				row = append(row, cell.String)
			} else {
				row = append(row, "NULL")
			}
		}
		text = append(text, strings.Join(row, ","))
	}
	if err := answer.Err(); err != nil {
		return err.Error()
	}
	return strings.Join(text, ";")
}

func statements(db *sql.DB) {
	check("ping", nil, db.Ping())
	for _, statement := range []string{
		"DROP DATABASE IF EXISTS go_lake CASCADE",
		"CREATE DATABASE go_lake",
		"CREATE EXTERNAL TABLE go_lake.people (id int, name string, born date) PARTITIONED BY (country string)" +
			fmt.Sprintf(" STORED AS PARQUET LOCATION 's3://go-lake/people-%d/'", time.Now().UnixNano()),
		"INSERT INTO go_lake.people VALUES (1, 'Ada', DATE '1815-12-10', 'uk'), (2, NULL, NULL, 'fr')",
		"CREATE OR REPLACE VIEW go_lake.names AS SELECT id, name FROM go_lake.people",
		"MSCK REPAIR TABLE go_lake.people",
	} {
		_, err := db.Exec(statement)
		check(strings.Join(strings.Fields(statement)[:3], " "), nil, err)
	}
	check("SHOW TABLES", "names;people", rows(db, "SHOW TABLES IN go_lake"))
	check("SHOW PARTITIONS", true, strings.Contains(rows(db, "SHOW PARTITIONS go_lake.people"), "country=fr"))
	check("DESCRIBE", true, strings.HasPrefix(rows(db, "DESCRIBE go_lake.people"), "id"))
	check("rows", "1,Ada,uk;2,,fr", rows(db, "SELECT id, name, country FROM go_lake.people ORDER BY id"))
	check("parameters", "Ada", rows(db, "SELECT name FROM go_lake.people WHERE id = ? AND country = ?", 1, "uk"))
	check("2500 rows", "2500,3123750", rows(db, "SELECT count(*), sum(x) FROM UNNEST(sequence(0, 2499)) t (x)"))
	all := strings.Split(rows(db, "SELECT x FROM UNNEST(sequence(0, 2499)) t (x) ORDER BY 1"), ";")
	check("pages", "2500 0 2499", fmt.Sprint(len(all), " ", all[0], " ", all[len(all)-1]))
}

func values(db *sql.DB) {
	var (
		flag    bool
		whole   int64
		real    float64
		text    string
		day, at time.Time
	)
	row := db.QueryRow("SELECT true, BIGINT '4', 2.5e0, 'x', DATE '2020-01-02', TIMESTAMP '2020-01-02 03:04:05.678'")
	check("scanned", nil, row.Scan(&flag, &whole, &real, &text, &day, &at))
	check("values", "true 4 2.5 x 2020-01-02 2020-01-02T03:04:05.678", fmt.Sprint(flag, " ", whole, " ", real, " ", text,
		" ", day.Format("2006-01-02"), " ", at.Format("2006-01-02T15:04:05.000")))
	answer, err := db.Query("SELECT CAST('1.20' AS decimal(5,2)) d, ARRAY[1] a, MAP(ARRAY['k'], ARRAY[1]) m, X'0a' b, ROW(1) r")
	must(err)
	defer answer.Close()
	types, err := answer.ColumnTypes()
	must(err)
	var names []string
	for _, kind := range types {
		names = append(names, kind.DatabaseTypeName())
	}
	check("types", "decimal array map varbinary row", strings.Join(names, " "))
	check("complex values", "1.20,[1],{k=1},0a,{field0=1}", rows(db,
		"SELECT CAST('1.20' AS decimal(5,2)), ARRAY[1], MAP(ARRAY['k'], ARRAY[1]), X'0a', ROW(1)"))
}

func errors(db *sql.DB) {
	check("a missing table", true, strings.Contains(rows(db, "SELECT * FROM go_lake.none"), "TABLE_NOT_FOUND"))
	check("no SQL", true, strings.Contains(rows(db, "SELEC 1"), "InvalidRequestException"))
	check("a division by zero", true, strings.Contains(rows(db, "SELECT 1/0"), "DIVISION_BY_ZERO"))
	ctx, cancel := context.WithTimeout(context.Background(), 3*time.Second)
	defer cancel()
	began := time.Now()
	_, err := db.QueryContext(ctx, "SELECT count(*) FROM UNNEST(sequence(1, 10000)) a (x), UNNEST(sequence(1, 10000)) b (y),"+
		" UNNEST(sequence(1, 10000)) c (z) WHERE x * y * z = 7")
	check("a deadline stops the query", true, err != nil && time.Since(began) < 20*time.Second)
}

func workgroups() {
	name := fmt.Sprintf("go-%d", time.Now().UnixNano())
	db := connect(func(config *drv.Config) {
		tags := drv.NewWGTags()
		tags.AddTag("team", "lake")
		// The default of the driver enforces a workgroup's own output location, and gives it none.
		must(config.SetWorkGroup(drv.NewWG(name, drv.NewWGConfig(1<<30, false, false, false, nil), tags)))
		config.SetWGRemoteCreationAllowed(true)
	})
	defer db.Close()
	check("a query in a workgroup that is made for it", "1", rows(db, "SELECT 1"))
	check("and once more", "2", rows(db, "SELECT 2"))
	reader := connect(func(config *drv.Config) { config.SetReadOnly(true) })
	defer reader.Close()
	check("SELECT by a reader", "1", rows(reader, "SELECT 1"))
}

func main() {
	target, err := url.Parse(os.Args[1])
	must(err)
	must(os.Unsetenv("AWS_CA_BUNDLE"))
	http.DefaultTransport = server{target}
	bucket, err := http.NewRequest(http.MethodPut, os.Args[1]+"/go-lake", nil)
	must(err)
	made, err := http.DefaultClient.Do(bucket)
	must(err)
	made.Body.Close()
	db := connect(func(*drv.Config) {})
	defer db.Close()
	statements(db)
	values(db)
	errors(db)
	workgroups()
	fmt.Printf("%d passed, %d failed\n", passed, failed)
	if failed > 0 {
		os.Exit(1)
	}
}
