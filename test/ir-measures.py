"""Prints what ir-measures makes of a qrels and a run file: JSON of query → measure → value, and the means of all."""

import json
import sys

import ir_measures
from ir_measures import RR, R, nDCG

measures = [nDCG @ 1, nDCG @ 3, nDCG @ 5, R @ 5, R @ 10, RR]
judgements = list(ir_measures.read_trec_qrels(sys.argv[1]))
run = list(ir_measures.read_trec_run(sys.argv[2]))
queries = {}
for found in ir_measures.iter_calc(measures, judgements, run):
    queries.setdefault(found.query_id, {})[str(found.measure)] = found.value
means = ir_measures.calc_aggregate(measures, judgements, run)
print(json.dumps({"queries": queries, "means": {str(measure): value for measure, value in means.items()}}))
