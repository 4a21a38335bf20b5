/**
 * Methods of Redis clients that send nothing: they put something together, hand something out or iterate.
 * Source: https://redis.readthedocs.io/en/stable/commands.html, and the client classes of redis-py.
 */
export const localRedisMethods: readonly string[] = (
  'auto_close_connection_pool bf cf client close cms connection_pool determine_slot from_pool from_url ft get_cache get_connection_kwargs ' +
  'get_default_node get_encoder get_node get_node_from_key get_nodes get_nodes_from_slot get_primaries get_random_node get_random_primary_node ' +
  'get_random_primary_or_all_nodes get_redis_connection get_replicas get_retry get_special_nodes himport_registry hscan_iter json keyslot ' +
  'keyspace_notifications load_external_module lock monitor pipeline pubsub register_script response_callbacks scan_iter set_default_node ' +
  'set_response_callback set_retry sscan_iter tdigest topk ts vset zscan_iter'
).split(' ');
