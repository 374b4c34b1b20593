"""Asks a server for each target as it is, content codings kept; prints a line of JSON an answer. `get.py HOST:PORT TARGET...`

A target that is a JSON object is posted: {"target": …, "type": its Content-Type, "body": in base64}.
"""
import base64
import http.client
import json
import sys

host, targets = sys.argv[1], sys.argv[2:]
for target in targets:
    connection = http.client.HTTPConnection(host, timeout=30)
    headers = {"Accept-Encoding": "gzip"}
    if target.startswith("{"):
        post = json.loads(target)
        connection.request("POST", post["target"], base64.b64decode(post["body"]), headers | {"Content-Type": post["type"]})
    else:
        connection.request("GET", target, headers=headers)
    response = connection.getresponse()
    body = response.read()
    print(json.dumps({
        "status": response.status,
        "coding": response.getheader("Content-Encoding"),
        "body": base64.b64encode(body).decode("ascii"),
    }))
    connection.close()
