<?php
/**
 * Layer 1: what comes by the REST API, the block editor included.
 *
 * @package NeutralGate
 */

namespace NeutralGate;

defined( 'ABSPATH' ) || exit;

/**
 * Refuses before anything is written, with a status that a client can understand.
 */
final class Rest_Guard {
	/**
	 * The plugin.
	 *
	 * @var Plugin
	 */
	private $plugin;

	/**
	 * A guard.
	 *
	 * @param Plugin $plugin The plugin.
	 */
	public function __construct( Plugin $plugin ) {
		$this->plugin = $plugin;
	}

	/**
	 * Hooks; late, so that types that others register are there.
	 */
	public function boot() {
		add_action( 'rest_api_init', array( $this, 'guard_types' ), PHP_INT_MAX );
		add_filter( 'rest_request_before_callbacks', array( $this, 'start' ), PHP_INT_MIN );
		add_filter( 'rest_request_after_callbacks', array( $this, 'be_honest' ), PHP_INT_MAX );
	}

	/**
	 * Starts a request, or one of a batch.
	 *
	 * @param mixed $response Handed on.
	 */
	public function start( $response ) {
		$this->plugin->holds->news();
		return $response;
	}

	/**
	 * Does not let a route say that all went well where a deeper layer refused: templates, and routes of other plugins.
	 *
	 * @param mixed $response What the route answers.
	 */
	public function be_honest( $response ) {
		$verdict = $this->plugin->holds->news();
		return $verdict ? self::refusal( $verdict ) : $response;
	}

	/**
	 * The error of a refusal.
	 *
	 * @param Verdict $verdict What the gate said.
	 */
	private static function refusal( Verdict $verdict ) {
		return new \WP_Error(
			$verdict->answered() ? 'neutral_gate_blocked' : 'neutral_gate_unchecked',
			$verdict->message(),
			array(
				'status'       => $verdict->answered() ? 422 : 503,
				'neutral_gate' => $verdict->to_array(),
			)
		);
	}

	/**
	 * Guards every type.
	 */
	public function guard_types() {
		foreach ( Types::guarded() as $type ) {
			add_filter( "rest_pre_insert_$type", array( $this, 'check' ), PHP_INT_MAX, 2 );
		}
	}

	/**
	 * Judges what a request is about to store.
	 *
	 * @param \stdClass|\WP_Error $prepared Fields that the request sets, not slashed.
	 * @param \WP_REST_Request    $request  The request.
	 * @return \stdClass|\WP_Error
	 */
	public function check( $prepared, $request ) {
		if ( is_wp_error( $prepared ) ) {
			return $prepared;
		}
		$old    = ! empty( $prepared->ID ) ? get_post( $prepared->ID ) : null;
		$merged = array_merge( $old ? $old->to_array() : array( 'post_author' => get_current_user_id() ), (array) $prepared );
		if ( ! Types::is_live( $merged['post_status'] ?? 'draft', $merged['post_type'] ?? 'post' ) ) {
			return $prepared;
		}
		if ( 'publish' === $merged['post_status'] ) {
			$merged = Draft::scheduled( $merged );
		}
		$draft   = self::draft( $merged, $request )->cleaned();
		$verdict = $this->plugin->gatekeeper->judge( $draft );
		if ( $verdict->allowed ) {
			$this->plugin->gatekeeper->clear( $draft, $verdict );
			return $prepared;
		}
		if ( $old ) {
			$this->keep_words( $old, $draft, $verdict );
		}
		return self::refusal( $verdict );
	}

	/**
	 * The draft that a request makes of a post.
	 *
	 * @param array            $post    Fields, not slashed.
	 * @param \WP_REST_Request $request The request.
	 */
	public static function draft( array $post, $request ) {
		$type  = isset( $post['post_type'] ) ? (string) $post['post_type'] : 'post';
		$terms = array();
		foreach ( get_object_taxonomies( $type, 'objects' ) as $taxonomy ) {
			$base = ! empty( $taxonomy->rest_base ) ? $taxonomy->rest_base : $taxonomy->name;
			if ( isset( $request[ $base ] ) ) {
				$terms[ $taxonomy->name ] = (array) $request[ $base ];
			}
		}
		$meta = isset( $request['meta'] ) ? (array) $request['meta'] : array();
		return Draft::of( $post, isset( $request['featured_media'] ) ? (int) $request['featured_media'] : null, $meta, $terms );
	}

	/**
	 * Parks words that would be lost with the request.
	 *
	 * @param \WP_Post $old     The post as it is.
	 * @param Draft    $draft   What was to be stored.
	 * @param Verdict  $verdict What the gate said.
	 */
	private function keep_words( \WP_Post $old, Draft $draft, Verdict $verdict ) {
		if ( Draft::stored( $old )->same_text( $draft ) ) {
			$this->plugin->holds->hold( $old->ID, $verdict, 'refused' );
			return;
		}
		$words = array(
			'post_title'   => $draft->field( 'post_title' ),
			'post_content' => $draft->field( 'post_content' ),
			'post_excerpt' => $draft->field( 'post_excerpt' ),
		);
		if ( 'auto-draft' === $old->post_status ) { // WordPress throws these away after a week.
			wp_update_post(
				wp_slash(
					$words + array(
						'ID'          => $old->ID,
						'post_status' => 'draft',
					)
				)
			);
			$this->plugin->holds->hold( $old->ID, $verdict, 'refused' );
			return;
		}
		$parked = $this->plugin->holds->park( $old->ID, $words );
		$this->plugin->holds->hold( $old->ID, $verdict, Types::is_out( $old->post_status, $old->post_type ) ? 'live' : 'refused', array( 'parked' => $parked ) );
	}
}
