"""churnlake's night as an Airflow DAG, for Airflow 2.9 and later with apache-airflow-providers-apache-spark.

Made by `scripts/churnlake bindings` from jobs/nightly.conf: change it there.

One task a step. The tables of a night become visible together, when the last task has run. A task that is tried again,
or cleared, goes on where the night stands. Missed nights are made up for in their order, one at a time.
"""

from __future__ import annotations

import os
from datetime import datetime, timedelta

import pendulum
from airflow import DAG
from airflow.providers.apache.spark.operators.spark_submit import SparkSubmitOperator

try:
    from airflow.providers.standard.sensors.python import PythonSensor
except ImportError:  # Airflow 2
    from airflow.sensors.python import PythonSensor

ZONE = pendulum.timezone("Europe/Berlin")
INPUT = "/srv/orders"
# The night of a data interval is about the day on which the interval begins, in the shop's zone.
AS_OF = "{{ data_interval_start.in_timezone('Europe/Berlin').strftime('%Y-%m-%d') }}"

STEPS = [
    "ingest",
    "inputs",
    "conform",
    "cohorts",
    "revenue",
    "timing",
    "products",
    "rfm",
    "clv",
    "economics",
    "features",
    "train",
    "score",
    "uplift",
    "actions",
    "recommend",
    "evaluate",
    "bi",
]


def input_has_come(since: str) -> bool:
    """Whether a file below the input folder is younger than the beginning of the day that the night is about."""
    begin = datetime.fromisoformat(since).timestamp()
    return any(
        os.path.getmtime(os.path.join(folder, name)) >= begin
        for folder, _, names in os.walk(INPUT)
        for name in names
    )


with DAG(
    dag_id="churnlake_nightly",
    description="Orders to cohorts, rates, customer lifetime value and churn scores",
    schedule="30 2 * * *",
    start_date=datetime(2026, 1, 1, tzinfo=ZONE),
    catchup=True,
    max_active_runs=1,
    max_active_tasks=1,
    dagrun_timeout=timedelta(minutes=240),
    default_args={
        "retries": 2,
        "retry_delay": timedelta(minutes=10),
        "depends_on_past": True,
        "wait_for_downstream": True,
    },
    tags=["churnlake"],
) as dag:
    before = PythonSensor(
        task_id="input_has_come",
        python_callable=input_has_come,
        op_args=["{{ data_interval_start.isoformat() }}"],
        mode="reschedule",
        poke_interval=300,
        timeout=240 * 60,
        # A day without a delivery is a night all the same: rates and scores move with the date.
        soft_fail=True,
    )
    for position, step in enumerate(STEPS):
        until = [] if position == len(STEPS) - 1 else ["--until", step]
        task = SparkSubmitOperator(
            task_id=step,
            name="churnlake-" + step,
            conn_id="spark_default",
            application="/opt/churnlake/target/churnlake-0.1.0.jar",
            java_class="io.churnlake.cli.Main",
            driver_memory="4g",
            num_executors=2,
            executor_cores=2,
            executor_memory="4g",
            application_args=[
                "nightly",
                "--source", "/etc/churnlake/source.conf",
                "--conf", "/etc/churnlake/churnlake.conf",
                "--input", INPUT,
                "--lake", "/srv/lake",
                "--as-of", AS_OF,
                "--resume",
                *until,
            ],
            trigger_rule="none_failed" if position == 0 else "all_success",
        )
        before >> task
        before = task
