"""Loads a DAG file with stand-ins for Airflow's modules and prints its tasks in their order.

The stand-ins take the arguments that Airflow documents for these classes and refuse all others.
"""

import datetime
import runpy
import sys
import types
import zoneinfo


def module(name, **members):
    parts = name.split(".")
    for end in range(1, len(parts)):
        sys.modules.setdefault(".".join(parts[:end]), types.ModuleType(".".join(parts[:end])))
    made = types.ModuleType(name)
    made.__dict__.update(members)
    sys.modules[name] = made


class DAG:
    def __init__(self, *, dag_id, description, schedule, start_date, catchup, max_active_runs, max_active_tasks,
                 dagrun_timeout, default_args, tags):
        assert start_date.tzinfo is not None
        assert isinstance(dagrun_timeout, datetime.timedelta)
        assert isinstance(default_args["retries"], int)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        return None


class Task:
    task_id = None
    upstream = None

    def __rshift__(self, other):
        other.upstream = self.task_id
        return other


class PythonSensor(Task):
    def __init__(self, *, task_id, python_callable, op_args, mode, poke_interval, timeout, soft_fail):
        self.task_id = task_id
        assert python_callable(datetime.datetime(2026, 1, 1).isoformat()) in (True, False)


TASKS = []


class SparkSubmitOperator(Task):
    def __init__(self, *, task_id, name, conn_id, application, java_class, driver_memory, num_executors,
                 executor_cores, executor_memory, application_args, trigger_rule):
        self.task_id = task_id
        self.args = application_args
        assert all(isinstance(arg, str) for arg in application_args)
        TASKS.append(self)


module("pendulum", timezone=zoneinfo.ZoneInfo)
module("airflow", DAG=DAG)
module("airflow.providers.apache.spark.operators.spark_submit", SparkSubmitOperator=SparkSubmitOperator)
module("airflow.providers.standard.sensors.python", PythonSensor=PythonSensor)
runpy.run_path(sys.argv[1])
for task in TASKS:
    print("task", task.task_id, "after", task.upstream + ":", " ".join(task.args))
